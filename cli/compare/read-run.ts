import { join, resolve } from 'node:path';
import { isFolder } from '../../files/make-folder.ts';
import type { ComparedRun } from '../../reports/generators/conformance/comparison.ts';
import { parseResults } from '../../reports/generators/conformance/parse-results.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

const FILE = 'results.json';

/** A report of all scenarios has a few million bytes. */
const MAX_RESULTS_BYTES = 67_108_864;

const RESULTS = {
  what: 'the results.json at',
  remedy: 'give a folder that push-harness conform --out wrote',
  maxBytes: MAX_RESULTS_BYTES,
};

/**
 * The results of a run, its path as the label.
 * @param path - the folder that `conform --out` wrote, or the `results.json` in it
 * @throws UsageError where there is none, or it is no such file
 */
export async function readRun(path: string, reading: Reading): Promise<ComparedRun> {
  const file = isFolder(resolve(reading.folder, path)) ? join(path, FILE) : path;
  const parsed = parseResults(await readNamedText(file, reading, { ...RESULTS, shownAs: path }));
  if (parsed.ok) return { label: path, results: parsed.results };
  throw new UsageError(
    `${path} cannot be compared, ${parsed.fault}: give a folder that push-harness conform --out wrote`,
  );
}

/** Runs of targets whose names differ are called by them, others by their paths. */
export function labelled(runs: readonly ComparedRun[]): readonly ComparedRun[] {
  const names = runs.map(({ results }) => results.target.name);
  if (new Set(names).size < names.length) return runs;
  return runs.map(({ results }) => ({ label: results.target.name, results }));
}
