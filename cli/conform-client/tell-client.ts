import { conclusionOf } from '../../reports/generators/conformance/conclusion.ts';
import { knownFailureLines } from '../../reports/generators/conformance/known-failure-lines.ts';
import { problemLines } from '../../reports/generators/conformance/problem-lines.ts';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import type { Verdict } from '../../reports/generators/conformance/verdict.ts';
import { quirkLines } from '../conform/quirk-lines.ts';
import { attentionLines, countLine } from '../conform/result-lines.ts';
import type { Output } from '../output/output.ts';
import type { Meaning } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { ExitCode } from '../program/exit-codes.ts';

const MEANINGS = {
  passed: 'good',
  quirk: 'title',
  inconclusive: 'quiet',
  flaky: 'quiet',
  'known failure': 'quiet',
  'unexpected pass': 'bad',
  failed: 'bad',
  error: 'bad',
} as const satisfies Partial<Record<Verdict, Meaning>>;
const VERDICT_WIDTH = Math.max(...Object.keys(MEANINGS).map((word) => word.length));

/** Tells of a scenario as soon as it is judged. */
export function tellScenario(output: Output, scenario: ScenarioResult): void {
  const { id, level, name, verdict, durationMs, reason, failure, quirks = [] } = scenario;
  const { expected, actual } = failure ?? {};
  output.record({
    event: 'check',
    ...{ id, level, verdict, name },
    duration_ms: durationMs,
    ...{ reason, expected, actual, quirks },
  });
  // those that did not run are told together, at the end
  if (verdict === 'not run' || verdict === 'not applicable') return;
  const word = output.stdout.paint(MEANINGS[verdict], verdict.padEnd(VERDICT_WIDTH));
  output.answer(`${word}  ${id}  ${level.padEnd(6)}  ${name}`);
  for (const line of [
    ...failureLinesOf(failure),
    ...(verdict === 'quirk' ? quirks.map((met) => `${met.name}: ${met.evidence}`) : []),
    ...(reason === undefined ? [] : [reason]),
  ]) {
    output.answer(`${' '.repeat(VERDICT_WIDTH)}    ${printable(line)}`);
  }
}

function failureLinesOf(failure: ScenarioResult['failure']): readonly string[] {
  if (failure === undefined) return [];
  const { expected, actual = '', message, stack = '' } = failure;
  if (expected !== undefined) return [`expected ${expected}`, `was ${actual}`];
  return `${message}\n${stack}`.split('\n').filter((line) => line !== '');
}

/** What is known of a run that is over. */
export interface ClientRunEnd {
  readonly results: ConformanceResults;
  readonly wasContacted: boolean;
  readonly exitCode: ExitCode;
  /** The folder of the report, as it was given. */
  readonly out: string;
}

/** Tells how the run ended. */
export function tellClientEnd(output: Output, { results, wasContacted, exitCode, out }: ClientRunEnd): void {
  const { counts, quirks } = results;
  output.record({ event: 'end', ...counts, quirks, contacted: wasContacted, exit_code: exitCode });
  const { tone, headline } = conclusionOf(results);
  const said = wasContacted
    ? headline
    : 'The client sent nothing to the server, so nothing was judged: client.stderr.log may say why';
  const meaning = wasContacted && tone === 'good' ? 'good' : 'bad';
  tellNotRun(output, results);
  const { paint, size } = output.stdout;
  for (const line of quirkLines(results, { paint, width: size().columns, whose: "the client's" }))
    output.answer(line);
  output.answer('');
  for (const line of [...problemLines(results), ...knownFailureLines(results)])
    output.remark(`Problem: ${sentence(printable(line))}`);
  for (const line of attentionLines(results, { paint })) output.answer(line);
  output.answer(`${paint(meaning, said)}.`);
  output.answer(countLine(results));
  output.answer(`The report is ${out}/report.html.`);
}

function tellNotRun(output: Output, { scenarios }: ConformanceResults): void {
  const counts = new Map<string, number>();
  for (const { verdict, reason = '' } of scenarios) {
    if (verdict === 'not run') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  for (const [reason, count] of counts) {
    const checks = count === 1 ? 'check' : 'checks';
    output.answer(`${output.stdout.paint('quiet', 'not run')}  ${count} ${checks}: ${printable(reason)}`);
  }
}
