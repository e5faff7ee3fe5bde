import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseFeature } from './parse-feature.ts';
import type { Scenario } from './scenario.ts';
import { type SubjectKind, subjectOf } from './subject.ts';

/** The folder that holds `features/` and `steps/`: the project's, or `dist/` of the package. */
export const FEATURES_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of all feature files below `root`, with `/`, sorted. */
export async function featureFiles(root = FEATURES_ROOT): Promise<readonly string[]> {
  const names = await readdir(join(root, 'features'), { recursive: true });
  return names
    .filter((name) => name.endsWith('.feature'))
    .map((name) => `features/${name.split(sep).join('/')}`)
    .toSorted();
}

/** Every scenario there is. @throws where a file is no Gherkin */
export async function loadFeatures(root = FEATURES_ROOT): Promise<readonly Scenario[]> {
  const files = await featureFiles(root);
  const parsed = await Promise.all(
    files.map(async (uri) => parseFeature(uri, await readFile(join(root, uri), 'utf8'))),
  );
  return parsed.flat();
}

/** Every scenario that is about servers, or about clients. @throws where a file is no Gherkin */
export async function loadFeaturesOf(subject: SubjectKind): Promise<readonly Scenario[]> {
  return (await loadFeatures()).filter(({ uri }) => subjectOf(uri) === subject);
}
