#!/usr/bin/env node
import { COMMANDS } from './commands.ts';
import { screenOf } from './output/screen.ts';
import { EXIT, type ExitCode } from './program/exit-codes.ts';
import { failureOf } from './program/failure.ts';
import { runProgram } from './program/program.ts';
import { watchSignals } from './program/signals.ts';

const stdout = screenOf(process.stdout, process.env);
const stderr = screenOf(process.stderr, process.env);

/** Ends the process when what was written is out. */
async function exit(code: ExitCode): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  process.exit(code);
}

process.on('uncaughtException', (error) => {
  for (const line of failureOf(error, process.env).lines) stderr.write(`${line}\n`);
  process.exit(EXIT.internal);
});
// the reader of a pipe is gone, as with `| head`: nobody is left to tell
process.stdout.on('error', () => process.exit(EXIT.interrupted));
process.stderr.on('error', () => process.exit(EXIT.interrupted));

const signal = watchSignals(() => process.exit(EXIT.interrupted));
await exit(
  await runProgram(process.argv.slice(2), COMMANDS, {
    stdout,
    stderr,
    env: process.env,
    folder: process.cwd(),
    signal,
  }),
);
