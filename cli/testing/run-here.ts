import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { COMMANDS } from '../commands.ts';
import { runProgram } from '../program/program.ts';
import { recordedScreen } from './recorded-screen.ts';
import { temporaryFolder } from './temporary-folder.ts';

const { privateKey } = newKeyPair();

/** What a run of the program in this process left. */
export interface RanHere {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `push-harness` to its end in this process, in a folder of its own: quicker than a process, for words and exit codes. */
export async function runHere(context: TestContext, words: readonly string[]): Promise<RanHere> {
  return await runHereIn(temporaryFolder(context), words);
}

/** The same for a command that asks this server, as a user whose key it need not know. */
export async function askHere(
  context: TestContext,
  server: string,
  words: readonly string[],
): Promise<RanHere> {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), privateKey);
  return await runHereIn(folder, [...words, '--server', server, '--org', 'dev', '--key', 'k.pem']);
}

/** The same in a folder that the test has filled. */
export async function runHereIn(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RanHere> {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const host = { stdout, stderr, env, folder, signal: new AbortController().signal };
  const code = await runProgram(words, COMMANDS, host);
  return { code, stdout: stdout.text, stderr: stderr.text };
}
