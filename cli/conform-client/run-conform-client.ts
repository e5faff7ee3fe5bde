import { resolve } from 'node:path';
import { conformClient, UnknownCheck } from '../../conform-client/conform-client.ts';
import type { Outcome } from '../../conform-client/outcome.ts';
import { conclusionOf } from '../../reports/generators/conformance/conclusion.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { VERDICTS } from '../../reports/generators/conformance/verdict.ts';
import { writeResults } from '../../reports/generators/conformance/write-reports.ts';
import type { DialectName } from '../../server/dialects/dialect.ts';
import { flagOf } from '../options/option-table.ts';
import { missingOption } from '../options/resolve-options.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import type { ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';

/** The node that the client under test is. */
const NODE = 'conform-node';

export interface ConformClientOptions {
  readonly command: string | undefined;
  readonly ids: readonly string[];
  readonly dialect: DialectName;
  readonly heartbeatInterval: number;
  /** Seconds. */
  readonly patience: number;
  readonly out: string;
}

/** Judges a client, tells how it goes, and writes the reports. @throws UsageError, StartError */
export async function runConformClient(
  { output, folder, signal }: Surroundings,
  options: ConformClientOptions,
): Promise<ExitCode> {
  if (options.command === undefined) throw missingOption('conform-client', 'command', 'COMMAND');
  const outDir = resolve(folder, options.out);
  try {
    const { results, wasContacted, exitCode } = await conformClient({
      commandLine: options.command,
      node: NODE,
      dialect: options.dialect,
      heartbeatIntervalMs: options.heartbeatInterval,
      patienceMs: options.patience * 1_000,
      ids: options.ids,
      outDir,
      signal,
      toolVersion: packageVersion(),
      words: wordsOf(options),
      onOutcome: (outcome) => tell(output, outcome),
    });
    writeResults(outDir, results);
    tellEnd(output, results, options.out, wasContacted, exitCode);
    return exitCode;
  } catch (error) {
    if (error instanceof UnknownCheck) throw new UsageError(sentence(error.message), { cause: error });
    throw error;
  }
}

const MEANINGS = { passed: 'good', failed: 'bad', error: 'bad' } as const;
const VERDICT_WIDTH = Math.max(...Object.keys(MEANINGS).map((word) => word.length));

function tell(output: Output, outcome: Outcome): void {
  const { check, verdict, durationMs, reason, expected, actual, stack } = outcome;
  const { id, level, name } = check;
  output.record({
    event: 'check',
    id,
    level,
    verdict,
    name,
    duration_ms: durationMs,
    reason,
    expected,
    actual,
  });
  // those that did not run are told together, at the end
  if (verdict === 'not run') return;
  const word = output.stdout.paint(MEANINGS[verdict], verdict.padEnd(VERDICT_WIDTH));
  output.answer(`${word}  ${id}  ${level.padEnd(6)}  ${name}`);
  for (const line of [
    ...(expected === undefined ? [] : [`expected ${expected}`, `was ${actual ?? ''}`]),
    ...(stack === undefined ? [] : stack.split('\n')),
  ]) {
    output.answer(`${' '.repeat(VERDICT_WIDTH)}    ${printable(line)}`);
  }
}

function tellEnd(
  output: Output,
  results: ConformanceResults,
  out: string,
  wasContacted: boolean,
  exitCode: ExitCode,
): void {
  const { counts } = results;
  output.record({ event: 'end', ...counts, contacted: wasContacted, exit_code: exitCode });
  const { tone, headline } = conclusionOf(results);
  const said = wasContacted
    ? headline
    : 'The client never spoke to the server, so nothing was proven: client.stderr.log may say why';
  const meaning = wasContacted && tone === 'good' ? 'good' : 'bad';
  tellNotRun(output, results);
  output.answer('');
  output.answer(`${output.stdout.paint(meaning, said)}.`);
  const counted = VERDICTS.filter((verdict) => counts[verdict] > 0);
  output.answer(`${counted.map((verdict) => `${counts[verdict]} ${verdict}`).join(', ')}. Reports: ${out}`);
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

/** What asks for the same again. */
function wordsOf({
  command,
  dialect,
  heartbeatInterval,
  patience,
  ids,
  out,
}: ConformClientOptions): readonly string[] {
  const told = { command, dialect, heartbeatInterval, patience, out };
  const flags = Object.entries(told).flatMap(([name, value]) => [flagOf(name), String(value)]);
  return ['conform-client', ...ids, ...flags];
}
