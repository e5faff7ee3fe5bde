#!/usr/bin/env node
import { systemClock } from '../protocol/time/clock.ts';
import { COMMANDS } from './commands.ts';
import { keyless } from './output/keyless.ts';
import { screenOf } from './output/screen.ts';
import { absolutePaths } from './program/absolute-paths.ts';
import { EXIT, type ExitCode } from './program/exit-codes.ts';
import { commandFailureOf, outputFailureOf } from './program/failure.ts';
import { runProgram } from './program/program.ts';
import { HangUps, watchSignals } from './program/signals.ts';

Object.assign(process.env, absolutePaths(process.env, process.cwd()));

const stdout = screenOf(process.stdout, process.env);
const stderr = keyless(screenOf(process.stderr, process.env));

/** Ends the process when what was written is out. */
async function exit(code: ExitCode): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  process.exit(code);
}

process.on('uncaughtException', (error) => {
  const { code, lines } = commandFailureOf(error, process.env);
  for (const line of lines) stderr.write(`${line}\n`);
  process.exit(code);
});
process.stdout.on('error', (error) => {
  const { code, lines } = outputFailureOf(error);
  for (const line of lines) stderr.write(`${line}\n`);
  process.exit(code);
});
process.stderr.on('error', () => process.exit(EXIT.interrupted));

// who was started over a channel ends with whoever started it
if (process.connected) process.once('disconnect', () => process.exit(EXIT.interrupted));

const hangUps = new HangUps();
const signal = watchSignals(process, systemClock, () => process.exit(EXIT.interrupted), hangUps);
await exit(
  await runProgram(process.argv.slice(2), COMMANDS, {
    stdout,
    stderr,
    env: process.env,
    folder: process.cwd(),
    signal,
    hangUps,
  }),
);
