import { resolve } from 'node:path';
import type { DiffTarget } from '../../conformance/diff/diff-targets.ts';
import { readTarget } from '../../conformance/target-file/read-target.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { suggestion } from '../options/suggestion.ts';
import { UsageError } from '../program/errors.ts';

/** Beside the others a target is called by its name; where two have one name, by the path of its file. */
export async function targetsOf(paths: readonly string[], reading: Reading): Promise<readonly DiffTarget[]> {
  if (paths.length < 2) {
    const given = paths.length === 0 ? 'none is given' : `one is given, ${paths[0]}`;
    throw new UsageError(
      `A comparison needs two targets, and ${given}: give --target FILE for each of them.`,
    );
  }
  if (new Set(paths).size < paths.length)
    throw new UsageError('A target is given twice: give each of them once, under a file of its own.');
  const files = await Promise.all(
    paths.map(async (path) => {
      const source = await readNamedText(path, reading, { what: 'the target' });
      return readTarget(source, resolve(reading.folder, path), suggestion);
    }),
  );
  const isEachNamed = new Set(files.map(({ name }) => name)).size === files.length;
  return files.map((file, index) => ({
    label: isEachNamed ? file.name : (paths[index] ?? ''),
    // every quirk may be met: it is named then, and the script goes on
    file: { ...file, quirks: 'shipped', knownFailures: [] },
  }));
}
