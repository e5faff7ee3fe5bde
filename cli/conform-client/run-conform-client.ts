import { resolve } from 'node:path';
import type { CheckOutcome } from '../../conformance/client/check-outcome.ts';
import { judgeClient, UnknownCheck } from '../../conformance/client/judge-client.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { conclusionOf } from '../../reports/generators/conformance/conclusion.ts';
import { knownFailureLines } from '../../reports/generators/conformance/known-failure-lines.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import type { Verdict } from '../../reports/generators/conformance/verdict.ts';
import { writeResults } from '../../reports/generators/conformance/write-reports.ts';
import { quirkLines } from '../conform/quirk-lines.ts';
import { attentionLines, countLine } from '../conform/result-lines.ts';
import { tellGithub } from '../conform/tell-github.ts';
import { checkTemporary, checkWritable } from '../files/check-writable.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { flagOf } from '../options/option-table.ts';
import { clientQuirksFrom } from '../options/quirks.ts';
import { missingOption } from '../options/resolve-options.ts';
import type { Output } from '../output/output.ts';
import type { Meaning } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import type { ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';
import { type ClientFile, readClientFile } from './client-file.ts';

/** The node that the client under test is. */
const NODE = 'conform-node';

/** A client is not condemned for being as the shipped one is. */
const DEFAULT_QUIRKS = 'shipped';

export interface ConformClientCommandOptions {
  readonly command: string | undefined;
  /** Path of a file about the client. */
  readonly client: string | undefined;
  readonly quirks: string | undefined;
  readonly ids: readonly string[];
  readonly dialect: DialectName;
  readonly heartbeatInterval: number;
  /** Seconds. */
  readonly patience: number;
  readonly out: string;
}

/** Judges a client, tells how it goes, and writes the reports. @throws UsageError, StartError */
export async function runConformClient(
  { output, env, folder, signal }: Surroundings,
  options: ConformClientCommandOptions,
): Promise<ExitCode> {
  const file = await fileOf(options, { folder, signal });
  const command = options.command ?? file?.command;
  if (command === undefined) throw missingOption('conform-client', 'command', 'COMMAND');
  const quirks =
    options.quirks === undefined ? (file?.quirks ?? DEFAULT_QUIRKS) : clientQuirksFrom(options.quirks);
  const outDir = resolve(folder, options.out);
  checkWritable(outDir, 'the report', 'give another folder with --out');
  checkTemporary();
  try {
    const { results, wasContacted, exitCode } = await judgeClient({
      commandLine: command,
      name: file?.name ?? command,
      ...(file?.description !== undefined && { description: file.description }),
      quirks,
      knownFailures: file?.['known-failures'] ?? [],
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
    tellGithub(output, outDir, env);
    return exitCode;
  } catch (error) {
    if (error instanceof UnknownCheck) throw new UsageError(sentence(error.message), { cause: error });
    throw error;
  }
}

async function fileOf(
  { client }: ConformClientCommandOptions,
  reading: Reading,
): Promise<ClientFile | undefined> {
  if (client === undefined) return undefined;
  return readClientFile(await readNamedText(client, reading, { what: "the client's file" }), client);
}

const MEANINGS = {
  passed: 'good',
  quirk: 'title',
  inconclusive: 'quiet',
  'known failure': 'quiet',
  'unexpected pass': 'bad',
  failed: 'bad',
  error: 'bad',
} as const satisfies Partial<Record<Verdict, Meaning>>;
const VERDICT_WIDTH = Math.max(...Object.keys(MEANINGS).map((word) => word.length));

function tell(output: Output, outcome: CheckOutcome): void {
  const { check, verdict, durationMs, reason, expected, actual, stack, quirks } = outcome;
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
    quirks,
  });
  // those that did not run are told together, at the end
  if (verdict === 'not run') return;
  const word = output.stdout.paint(MEANINGS[verdict], verdict.padEnd(VERDICT_WIDTH));
  output.answer(`${word}  ${id}  ${level.padEnd(6)}  ${name}`);
  for (const line of [
    ...(expected === undefined ? [] : [`expected ${expected}`, `was ${actual ?? ''}`]),
    ...(stack === undefined ? [] : stack.split('\n')),
    ...(verdict === 'quirk' ? quirks.map(({ name, evidence }) => `${name}: ${evidence}`) : []),
    ...(reason === undefined ? [] : [reason]),
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
  const { counts, quirks } = results;
  output.record({ event: 'end', ...counts, quirks, contacted: wasContacted, exit_code: exitCode });
  const { tone, headline } = conclusionOf(results);
  const said = wasContacted
    ? headline
    : 'The client never spoke to the server, so nothing was proven: client.stderr.log may say why';
  const meaning = wasContacted && tone === 'good' ? 'good' : 'bad';
  tellNotRun(output, results);
  for (const id of results.unmatched) output.remark(`The known failure ${id} names no check.`);
  const { paint, size } = output.stdout;
  for (const line of quirkLines(results, { paint, width: size().columns, whose: "the client's" }))
    output.answer(line);
  output.answer('');
  for (const line of knownFailureLines(results)) output.remark(`Problem: ${sentence(printable(line))}`);
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

/** What asks for the same again. */
function wordsOf(options: ConformClientCommandOptions): readonly string[] {
  const { ids, command, client, quirks, dialect, heartbeatInterval, patience, out } = options;
  const told = { command, client, quirks, dialect, heartbeatInterval, patience, out };
  const flags = Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : [flagOf(name), String(value)],
  );
  return ['conform-client', ...ids, ...flags];
}
