import { resolve } from 'node:path';
import { judgeClient, planClientRun } from '../../conformance/client/judge-client.ts';
import { ConformUsageError } from '../../conformance/target-file/errors.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { Level } from '../../reports/generators/conformance/verdict.ts';
import { tellNothingToRepeat } from '../conform/nothing-to-repeat.ts';
import { selectionFrom } from '../conform/selection-from.ts';
import { tellGithub } from '../conform/tell-github.ts';
import { tellPlan } from '../conform/tell-plan.ts';
import { checkTemporary, checkWritable } from '../files/check-writable.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { flagOf } from '../options/option-table.ts';
import { clientQuirksFrom } from '../options/quirks.ts';
import { missingOption } from '../options/resolve-options.ts';
import { suggestion } from '../options/suggestion.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { packageVersion } from '../program/version.ts';
import { type ClientFile, readClientFile } from './client-file.ts';
import { tellClientEnd, tellScenario } from './tell-client.ts';

/** The node that the client under test is. */
const NODE = 'conform-node';

/** A client is not condemned for being as the shipped one is. */
const DEFAULT_QUIRKS = 'shipped';

export interface ConformClientCommandOptions {
  readonly command: string | undefined;
  /** Path of a file about the client. */
  readonly client: string | undefined;
  readonly quirks: string | undefined;
  /** Ids and topics. */
  readonly words: readonly string[];
  readonly level: Level;
  readonly tags: string | undefined;
  readonly shard: string | undefined;
  readonly rerun: string | undefined;
  readonly retry: number;
  readonly failFast: boolean;
  readonly dryRun: boolean;
  readonly dialect: DialectName;
  readonly tls: 'self' | undefined;
  readonly heartbeatInterval: number;
  /** Seconds. */
  readonly patience: number;
  readonly out: string;
}

/** Judges a client, tells how it goes, and writes the reports. @throws UsageError */
export async function runConformClient(
  { output, env, folder, signal }: Surroundings,
  options: ConformClientCommandOptions,
): Promise<ExitCode> {
  const { heartbeatInterval: heartbeatIntervalMs } = options;
  const patienceMs = options.patience * 1_000;
  const file = await fileOf(options, { folder, signal });
  const asked = {
    selection: { ...(await selectionFrom(options, options.words, { folder, signal })), patienceMs },
    knownFailures: file?.['known-failures'] ?? [],
    suggest: suggestion,
    heartbeatIntervalMs,
  };
  try {
    if (asked.selection.rerun?.length === 0) return tellNothingToRepeat(output, options.rerun);
    if (options.dryRun) {
      tellPlan(output, await planClientRun(asked));
      return EXIT.done;
    }
    const command = options.command ?? file?.command;
    if (command === undefined) throw missingOption('conform-client', 'command', 'COMMAND');
    const quirks =
      options.quirks === undefined ? (file?.quirks ?? DEFAULT_QUIRKS) : clientQuirksFrom(options.quirks);
    const outDir = resolve(folder, options.out);
    checkWritable(outDir, 'the report', 'give another folder with --out');
    checkTemporary();
    const judged = await judgeClient({
      ...asked,
      commandLine: command,
      folder,
      name: file?.name ?? command,
      ...(file?.description !== undefined && { description: file.description }),
      quirks,
      node: NODE,
      dialect: options.dialect,
      https: options.tls === 'self',
      retry: options.retry,
      failFast: options.failFast,
      outDir,
      env,
      signal,
      tool: { name: 'push-jobs-harness', version: packageVersion() },
      commandWords: wordsOf(options),
      onResult: (scenario) => tellScenario(output, scenario),
      onRemark: (line) => output.remark(line),
      onFault: (stack) => {
        if ((env.DEBUG ?? '') !== '') for (const line of stack.split('\n')) output.remark(printable(line));
      },
    });
    tellClientEnd(output, { ...judged, out: options.out });
    tellGithub(output, outDir, env);
    return judged.exitCode;
  } catch (error) {
    if (error instanceof ConformUsageError) throw new UsageError(sentence(error.message), { cause: error });
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

/** What asks for the same again. */
function wordsOf(options: ConformClientCommandOptions): readonly string[] {
  const { words, command, client, quirks, level, tags, dialect, tls } = options;
  const { heartbeatInterval, patience, out } = options;
  const told = { command, client, quirks, level, tags, dialect, tls, heartbeatInterval, patience, out };
  const flags = Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : [flagOf(name), String(value)],
  );
  const retry = options.retry > 0 ? ['--retry', String(options.retry)] : [];
  return ['conform-client', ...words, ...flags, ...retry];
}
