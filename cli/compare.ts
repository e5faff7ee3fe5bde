import { resolve } from 'node:path';
import { filePath } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';
import { UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const compare = defineCommand({
  description: `Compares the results of conformance runs: several servers, or one server before and after an upgrade. Each run is
compared with the first. The exit code is 1 when another run lost something that the first had: it passed there and fails
here, or is no longer offered. Scenarios that one of the two runs did not judge are listed and not counted.`,
  arguments: [
    { name: '<first>', about: 'folder of a run, or its results.json' },
    { name: '<others...>', about: 'the runs to compare with it' },
  ],
  options: {
    out: { kind: filePath, value: 'dir', about: 'write compare.html and comparison.json into this folder' },
  },
  examples: [
    { about: 'before and after an upgrade', line: 'compare reports/before reports/after' },
    {
      about: 'three servers, as a page',
      line: 'compare reports/ours reports/theirs reports/shipped --out reports/servers',
    },
  ],
  async run({ output, folder, signal }, { out }, paths) {
    const { comparisonOf, isEmpty } = await import('../reports/generators/conformance/comparison.ts');
    const { comparisonLines } = await import('./compare/comparison-lines.ts');
    const { labelled, readRun } = await import('./compare/read-run.ts');
    if (out !== undefined) {
      const { checkWritable } = await import('./files/check-writable.ts');
      checkWritable(resolve(folder, out), 'the comparison', 'give another folder with --out');
    }
    const runs = labelled(await Promise.all(paths.map((path) => readRun(path, { folder, signal }))));
    const comparison = comparisonOf(runs);
    if (isEmpty(comparison)) {
      throw new UsageError(
        'No scenario was judged in more than one of these runs: compare runs of the same selection',
      );
    }
    const { paint, size } = output.stdout;
    for (const line of comparisonLines(comparison, { paint, width: size().columns })) output.answer(line);
    output.record({ ...comparison });
    if (out !== undefined) {
      const { writeComparison } = await import('./compare/write-comparison.ts');
      output.remark(`The page is ${writeComparison(comparison, out, folder)}`);
    }
    return comparison.counts.lost > 0 ? EXIT.failed : EXIT.done;
  },
});
