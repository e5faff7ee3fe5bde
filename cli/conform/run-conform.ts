import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { judgeTarget, planConformance } from '../../conformance/judge-target.ts';
import type { ScenarioPlan } from '../../conformance/plan/plan.ts';
import { ConformUsageError, TargetUnreachable } from '../../conformance/target-file/errors.ts';
import type { ResolvedTarget } from '../../conformance/target-file/resolved-target.ts';
import { AnswerTooLarge, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import { systemClock, type Timer } from '../../protocol/time/clock.ts';
import { conclusionOf, plural } from '../../reports/generators/conformance/conclusion.ts';
import { knownFailureLines } from '../../reports/generators/conformance/known-failure-lines.ts';
import { problemLines } from '../../reports/generators/conformance/problem-lines.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { sayInsecure } from '../connection/say-insecure.ts';
import { checkTemporary, checkWritable } from '../files/check-writable.ts';
import { suggestion } from '../options/suggestion.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';
import { type ConformOptions, commandLineOf } from './command-line.ts';
import { tellNothingToRepeat } from './nothing-to-repeat.ts';
import { quirkLines } from './quirk-lines.ts';
import { attentionLines, countLine, failureLines } from './result-lines.ts';
import { sayWaiting } from './say-waiting.ts';
import { selectionFrom } from './selection-from.ts';
import { targetFrom, withOneTarget } from './target-from.ts';
import { tellGithub, tellGithubFault } from './tell-github.ts';
import { tellPlan } from './tell-plan.ts';
import { progressTeller } from './tell-progress.ts';

const MOST_BY_DEFAULT = 8;

/** Runs or plans what the command line asks for. @throws UsageError, SettingsFileError */
export async function runConform(
  { output, env, folder, signal, flags }: Surroundings,
  given: ConformOptions,
  words: readonly string[],
): Promise<ExitCode> {
  const options = withOneTarget(given, flags);
  let waiting: Timer | undefined;
  try {
    const target = await targetFrom(options, { folder, signal, env, flags });
    if (target.server.kind === 'external') sayInsecure(output, target.server.url, target.reach ?? {});
    const selection = await selectionFrom(options, words, { folder, signal });
    waiting = sayWaiting(output, target, systemClock);
    const suggest = suggestion;
    if (selection.rerun?.length === 0) return tellNothingToRepeat(output, options.rerun);
    if (options.dryRun) {
      tellPlan(output, await planConformance({ target, selection, suggest, signal }));
      return EXIT.done;
    }
    const outDir = resolve(folder, options.out);
    checkWritable(outDir, 'the report', 'give another folder with --out');
    checkTemporary();
    const teller = progressTeller(output, { knownFailures: target.knownFailures, clock: systemClock });
    const { exitCode, results } = await judgeTarget({
      target,
      selection,
      suggest,
      retry: options.retry,
      failFast: options.failFast,
      parallel: options.parallel ?? Math.min(MOST_BY_DEFAULT, 2 * availableParallelism()),
      outDir,
      tool: { name: 'push-jobs-harness', version: packageVersion() },
      commandLine: commandLineOf(options, words),
      env,
      signal,
      onPlan: (plan, resolved) => {
        waiting?.cancel();
        output.remark(beginning(plan, resolved));
        teller.begin(plan);
      },
      onEnded: teller.ended,
      onRemark: teller.remark,
      onFault: (stack) => {
        if ((env.DEBUG ?? '') !== '') for (const line of stack.split('\n')) teller.remark(printable(line));
      },
    }).finally(teller.close);
    tellResults(output, results, options.out, exitCode);
    tellGithub(output, outDir, env);
    return exitCode;
  } catch (error) {
    if (error instanceof TargetUnreachable) {
      const said = `${sentence(error.message)} Nothing was proven.`;
      output.remark(output.stderr.paint('bad', said));
      tellGithubFault(output, said, env);
      return EXIT.unreachable;
    }
    const known = options.target === undefined ? undefined : faultByFile(error, options.target);
    if (known !== undefined) {
      output.remark(output.stderr.paint('bad', known.said));
      tellGithubFault(output, known.said, env);
      return known.code;
    }
    if (error instanceof ConformUsageError) {
      throw new UsageError(sentence(error.message), { cause: error });
    }
    throw error;
  } finally {
    waiting?.cancel();
  }
}

/** A fault of the server that a target's file names, with what to mend there: its options are not those of the command line. */
function faultByFile(
  error: unknown,
  file: string,
): { readonly said: string; readonly code: ExitCode } | undefined {
  const place = `server: in ${printable(file)}`;
  if (error instanceof ServerUnreachable) {
    const remedy = error.remedy === undefined ? ` Start it, or check ${place}.` : '';
    return { said: `${sentence(error.message)}${remedy} Nothing was proven.`, code: EXIT.unreachable };
  }
  if (!(error instanceof UnexpectedAnswer)) return undefined;
  const orMore = error instanceof AnswerTooLarge ? ', or read more with --max-answer BYTES' : '';
  const remedy = `Check that ${place} is a Push Jobs server${orMore}.`;
  return { said: `${sentence(error.message)} ${remedy}`, code: EXIT.usage };
}

function beginning({ selected, notRun, lacking }: ScenarioPlan, { name, dialect }: ResolvedTarget): string {
  return [
    `Judging ${name} in the dialect ${dialect} by ${plural(selected.length, 'scenario')}; ${notRun.length} ${notRun.length === 1 ? 'does' : 'do'} not run.`,
    ...Object.entries(lacking).map(
      ([role, musts]) => `No ${role} is given, so that ${plural(musts, 'must')} cannot be judged.`,
    ),
  ].join(' ');
}

function tellResults(output: Output, results: ConformanceResults, out: string, exitCode: number): void {
  const { counts, problems, hindrance, quirks } = results;
  const { paint, size } = output.stdout;
  const look = { paint, width: size().columns };
  const { tone, headline } = conclusionOf(results);
  const failures = failureLines(results, look);
  for (const problem of [...problemLines(results), ...knownFailureLines(results)])
    output.remark(`Problem: ${sentence(printable(problem))}`);
  for (const line of [
    ...failures,
    ...(failures.length === 0 ? [] : ['']),
    ...quirkLines(results, look),
    ...attentionLines(results, look),
    paint(tone === 'good' ? 'good' : 'bad', sentence(headline)),
    countLine(results),
    `The report is ${out}/report.html.`,
  ])
    output.answer(line);
  output.record({ event: 'end', headline, counts, problems, hindrance, quirks, out, exit_code: exitCode });
}
