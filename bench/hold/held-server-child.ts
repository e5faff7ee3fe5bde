import { pino } from 'pino';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import type { ServerTimings } from '../../server/settings.ts';
import { answer } from '../process/child-answer.ts';
import { type LoopDelay, LoopWatch } from '../process/loop-watch.ts';
import { cpuMicros, residentBytes } from '../process/usage.ts';
import type { ServerAccess } from '../server/server-child.ts';

export interface HeldServerOptions {
  readonly data: string;
  readonly timings: Partial<ServerTimings>;
}

/** The server's process at a moment. */
export interface ServerLook {
  readonly rssBytes: number;
  readonly cpuMicros: number;
  readonly loop: LoopDelay;
}

/** Errors whose text is kept. */
const MAX_ERRORS = 20;

/** The server that holds a fleet, in a process of its own, so that its memory is measured alone. */
let server: RunningServer;
const loop = new LoopWatch();
const errors: string[] = [];

const commands = {
  async start(options: HeldServerOptions): Promise<ServerAccess> {
    const logger = pino({ level: 'error' }, { write: noteError });
    server = await startReferenceServer({ ...options, logger });
    loop.start();
    return { url: server.url, org: server.org, user: 'admin', privateKey: server.bootstrapKeys.admin };
  },
  /** Resident memory, bytes. Finding it out stops the loop for a moment, which is not the server's doing. */
  async memory(): Promise<number> {
    loop.pause();
    const bytes = await residentBytes();
    loop.start();
    return bytes;
  },
  counters: (): Readonly<Record<string, number>> => server.counters(),
  loopDelay: (): LoopDelay => loop.all,
  /** Begins to measure how late the loop is, after what happened so far. */
  resetLoopDelay(): void {
    loop.reset();
  },
  /** What the process uses at the moment, garbage and all; the loop's delay since the last look. */
  look(): ServerLook {
    return { rssBytes: process.memoryUsage.rss(), cpuMicros: cpuMicros(), loop: loop.recent() };
  },
  availableCount: (): number =>
    server.nodes.heartbeating(server.org).filter(({ available }) => available).length,
  /** What the server has logged as errors, so far. */
  errors: (): readonly string[] => errors,
  stop: (): Promise<void> => server.stop(),
};

export type HeldServerCommands = typeof commands;

function noteError(line: string): void {
  if (errors.length < MAX_ERRORS) errors.push(line.trim());
}

// a terminal tells the whole group of processes; this one ends with its parent
process.on('SIGINT', () => undefined);
answer(commands);
