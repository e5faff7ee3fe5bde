import { availableParallelism } from 'node:os';
import type { DriveTarget } from '../../conformance/diff/diff-targets.ts';
import { readDriven } from '../../conformance/diff/driven-run.ts';
import { targetWords } from '../../conformance/diff/target-words.ts';
import { judgeTarget } from '../../conformance/judge-target.ts';
import { plural } from '../../reports/generators/conformance/conclusion.ts';
import { selectionFrom } from '../conform/selection-from.ts';
import { suggestion } from '../options/suggestion.ts';
import { printable } from '../output/printable.ts';
import type { Surroundings } from '../program/command.ts';
import { packageVersion } from '../program/version.ts';
import type { DiffOptions } from './diff-options.ts';
import { runFolder } from './run-folder.ts';

const MOST_BY_DEFAULT = 8;

/** Drives a target by scenarios: a conformance run, whose journal is what was seen. @throws UsageError */
export async function scenarioDriver(
  { output, env, folder, signal }: Surroundings,
  options: DiffOptions,
  words: readonly string[],
): Promise<DriveTarget> {
  const { level, tags, patience, parallel } = options;
  const given = { level, tags, patience, shard: undefined, rerun: undefined };
  const selection = await selectionFrom(given, words, { folder, signal });
  return async ({ label, file }, scripts, round) => {
    const outDir = runFolder(options.out, label, round);
    const { results } = await judgeTarget({
      target: file,
      selection: scripts === undefined ? selection : { ...selection, words: scripts },
      retry: 0,
      failFast: false,
      parallel: parallel ?? Math.min(MOST_BY_DEFAULT, 2 * availableParallelism()),
      outDir,
      tool: { name: 'push-jobs-harness', version: packageVersion() },
      commandLine: ['diff'],
      env,
      signal,
      suggest: suggestion,
      onPlan: ({ selected }, { dialect }) => {
        const again = round === 1 ? '' : ' again';
        const by = plural(selected.length, 'scenario');
        output.remark(`${printable(label)}, in the dialect ${dialect}, is driven${again} by ${by}.`);
      },
      onRemark: (line) => output.remark(`${printable(label)}: ${line}`),
    });
    return await readDriven(outDir, results, targetWords(file));
  };
}
