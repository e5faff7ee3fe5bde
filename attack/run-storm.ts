import { Child } from '../bench/process/child.ts';
import type { Size } from '../bench/run/benchmark.ts';
import type { Storm } from './attack.ts';
import type { StormFigures } from './figures.ts';
import type { AttackerCommands } from './processes/attacker-child.ts';
import type { InnocentCommands } from './processes/innocents-child.ts';
import { Serve } from './processes/serve.ts';
import { wait } from './raw/connection.ts';

const INNOCENTS = new URL('./processes/innocents-child.ts', import.meta.url);
const ATTACKER = new URL('./processes/attacker-child.ts', import.meta.url);
const IDLE_MS = 5_000;
/** So long after its end a storm has left no trace. */
const AFTER_MS = 10_000;
/** What a storm takes, and ten times more, is less than this. */
const STORM_WITHIN_MS = 300_000;

/** A server, twenty innocent nodes with somebody who uses them, and an attacker: a process each. */
export interface AttackProcesses {
  readonly serve: Serve;
  readonly innocents: Child<InnocentCommands>;
  readonly attacker: Child<AttackerCommands>;
}

/** Starts the processes, whose innocents can work when `act` begins; ends all of it but the server. */
export async function withAttackProcesses<T>(
  words: readonly string[],
  act: (processes: AttackProcesses) => Promise<T>,
): Promise<T> {
  const serve = await Serve.start({ words });
  const options = { profileFolder: undefined };
  const innocents = new Child<InnocentCommands>(INNOCENTS, options);
  const attacker = new Child<AttackerCommands>(ATTACKER, options);
  try {
    await innocents.ask('comeUp', serve.target);
    return await act({ serve, innocents, attacker });
  } finally {
    await Promise.all([innocents.stop(), attacker.stop()]);
    await serve.stop();
  }
}

/** Sends a storm over a server of its own and measures both. @throws Error where the server or the attacker ends in it */
export function runStorm(storm: Storm, size: Size, words: readonly string[]): Promise<StormFigures> {
  return withAttackProcesses(words, async ({ serve, innocents, attacker }) => {
    await innocents.ask('watch');
    await wait(IDLE_MS);
    const before = await innocents.ask('seen');
    await serve.longestDelayMs();
    const idleBytes = serve.memory.now;
    serve.memory.forgetMost();

    await innocents.ask('watch');
    const startMs = performance.now();
    const sent = await inTime(attacker.ask('run', storm.name, serve.target, size));
    const seconds = (performance.now() - startMs) / 1_000;
    // the last connections close with the process
    await attacker.stop();
    const during = await innocents.ask('seen');
    serve.assertAlive();
    const mostBytes = serve.memory.most;
    await wait(AFTER_MS);
    const afterBytes = serve.memory.now;
    const after = await innocents.ask('once');
    serve.assertAlive();
    const loopMs = await serve.longestDelayMs();
    await innocents.ask('leave');
    const ended = await serve.stop();
    return { sent, seconds, idleBytes, mostBytes, afterBytes, loopMs, before, during, after, ended };
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = wait(STORM_WITHIN_MS, over.signal).then(() => {
    if (!over.signal.aborted) throw new Error(`the storm is not over after ${STORM_WITHIN_MS / 1_000} s`);
    return work;
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
