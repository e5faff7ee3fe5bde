import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { conform, planConformance } from '../../conform/conform.ts';
import type { Plan } from '../../conform/plan/plan.ts';
import type { Ended } from '../../conform/run/progress.ts';
import { ConformUsageError, TargetUnreachable } from '../../conform/target/errors.ts';
import type { ResolvedTarget } from '../../conform/target/resolved-target.ts';
import { TargetFileError } from '../../conform/target/target-file.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { VERDICTS } from '../../reports/generators/conformance/verdict.ts';
import { suggestion } from '../options/suggestion.ts';
import type { Output } from '../output/output.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';
import { type ConformOptions, commandLineOf } from './command-line.ts';
import { targetFrom } from './target-from.ts';
import { wishFrom } from './wish-from.ts';

const MOST_BY_DEFAULT = 8;

/** Runs or plans what the command line asks for. @throws UsageError */
export async function runConform(
  { output, env, folder, signal }: Surroundings,
  options: ConformOptions,
  words: readonly string[],
): Promise<ExitCode> {
  try {
    const target = targetFrom(options, folder);
    const wish = wishFrom(options, words, folder);
    const suggest = suggestion;
    if (options.dryRun) {
      tellPlan(output, await planConformance({ target, wish, suggest }));
      return EXIT.done;
    }
    const outDir = resolve(folder, options.out);
    const { exitCode, results } = await conform({
      target,
      wish,
      suggest,
      retry: options.retry,
      failFast: options.failFast,
      parallel: options.parallel ?? Math.min(MOST_BY_DEFAULT, 2 * availableParallelism()),
      outDir,
      tool: { name: 'push-jobs-harness', version: packageVersion() },
      commandLine: commandLineOf(options, words),
      env,
      signal,
      onPlan: (plan, resolved) => output.remark(beginning(plan, resolved)),
      onEnded: (ended) => tellEnded(output, ended),
      onRemark: (line) => output.remark(line),
    });
    tellResults(output, results, options.out, exitCode);
    return exitCode;
  } catch (error) {
    if (error instanceof TargetUnreachable) {
      output.remark(output.stderr.paint('bad', `${sentence(error.message)} Nothing was proven.`));
      return EXIT.unreachable;
    }
    if (error instanceof TargetFileError || error instanceof ConformUsageError) {
      throw new UsageError(sentence(error.message), { cause: error });
    }
    throw error;
  }
}

function beginning({ selected, notRun }: Plan, { name, dialect }: ResolvedTarget): string {
  return `Judging ${name} in the dialect ${dialect} by ${selected.length} scenarios; ${notRun.length} do not run.`;
}

function tellPlan(output: Output, { selected, notRun }: Plan): void {
  for (const { id, name, level, uri, line } of selected) {
    output.answer(`${id}  ${level}  ${name}`);
    output.record({ id, level, name, uri, line, runs: true });
  }
  for (const { id, verdict, reason } of notRun) output.record({ id, runs: false, verdict, reason });
  output.remark(`${selected.length} scenarios would run, ${notRun.length} would not:`);
  const reasons = new Map<string, number>();
  for (const { verdict, reason } of notRun) {
    const why = `${verdict}, ${reason}`;
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  for (const [why, count] of reasons) output.remark(`  ${count}: ${why}`);
}

function tellEnded(output: Output, { candidate, outcome, isTriedAgain }: Ended): void {
  const { id, name, uri, line } = candidate;
  output.record({ event: 'ended', id, outcome, tried_again: isTriedAgain });
  if (outcome !== 'failed') return;
  const again = isTriedAgain ? ', and is tried again' : '';
  output.remark(`${output.stderr.paint('bad', `${id} failed`)}${again}: ${name} (${uri}:${line})`);
}

function tellResults(
  output: Output,
  { counts, problems, unmatched }: ConformanceResults,
  out: string,
  exitCode: number,
): void {
  for (const problem of problems) output.remark(`Problem: ${problem}`);
  for (const id of unmatched) output.remark(`The known failure ${id} names no scenario.`);
  const said = VERDICTS.filter((verdict) => counts[verdict] > 0).map(
    (verdict) => `${counts[verdict]} ${verdict}`,
  );
  output.answer(`${said.join(', ') || 'nothing'}.`);
  output.answer(`The report is ${out}/report.html.`);
  output.record({ event: 'end', counts, problems, out, exit_code: exitCode });
}
