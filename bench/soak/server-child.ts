import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { type RunningServer, startServer } from '../../server/server.ts';
import type { ServerTimings } from '../../server/settings.ts';
import { answer } from '../process/answer.ts';
import { cpuMicros, residentBytes } from '../process/usage.ts';
import type { ServerAccess } from '../server/server-child.ts';

export interface SoakServerOptions {
  readonly data: string;
  readonly timings: Partial<ServerTimings>;
}

/** How late the event loop was over the whole run, milliseconds. */
export interface LoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** The server's process at a moment. */
export interface ServerLook {
  readonly rssBytes: number;
  readonly cpuMicros: number;
  readonly loop: LoopDelay;
}

/** Errors whose text is kept. */
const MAX_ERRORS = 20;
const LOOP_RESOLUTION_MS = 10;
const NANOSECONDS_A_MS = 1e6;

/** The server under soak in a process of its own, so that its memory is measured alone. */
let server: RunningServer;
const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
/** The same since the last look. */
const recentDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
const errors: string[] = [];

const commands = {
  async start(options: SoakServerOptions): Promise<ServerAccess> {
    const logger = pino({ level: 'error' }, { write: noteError });
    server = await startServer({ ...options, logger });
    delay.enable();
    recentDelay.enable();
    return { url: server.url, org: server.org, user: 'admin', privateKey: server.bootstrapKeys.admin };
  },
  /** Resident memory, bytes. Finding it out stops the loop for a moment, which is not the server's doing. */
  async memory(): Promise<number> {
    delay.disable();
    recentDelay.disable();
    const bytes = await residentBytes();
    delay.enable();
    recentDelay.enable();
    return bytes;
  },
  counters: (): Readonly<Record<string, number>> => server.counters(),
  available: (): string[] =>
    server.nodes
      .heartbeating(server.org)
      .filter(({ available }) => available)
      .map(({ name }) => name),
  loopDelay: (): LoopDelay => delayOf(delay),
  /** Begins to measure how late the loop is, after what happened so far. */
  resetLoopDelay(): void {
    delay.reset();
    recentDelay.reset();
  },
  /** What the process uses at the moment, garbage and all; the loop's delay since the last look. */
  look(): ServerLook {
    const look = { rssBytes: process.memoryUsage.rss(), cpuMicros: cpuMicros(), loop: delayOf(recentDelay) };
    recentDelay.reset();
    return look;
  },
  availableCount: (): number =>
    server.nodes.heartbeating(server.org).filter(({ available }) => available).length,
  /** What the server has logged as errors, so far. */
  errors: (): readonly string[] => errors,
  stop: (): Promise<void> => server.stop(),
};

export type SoakServerCommands = typeof commands;

function delayOf(histogram: IntervalHistogram): LoopDelay {
  return {
    p50Ms: lateBy(histogram.percentile(50)),
    p99Ms: lateBy(histogram.percentile(99)),
    maxMs: lateBy(histogram.max),
  };
}

/** The histogram holds the time from one look to the next, nanoseconds. */
function lateBy(betweenLooks: number): number {
  return Math.max(0, betweenLooks / NANOSECONDS_A_MS - LOOP_RESOLUTION_MS);
}

function noteError(line: string): void {
  if (errors.length < MAX_ERRORS) errors.push(line.trim());
}

// a terminal tells the whole group of processes; this one ends with its parent
process.on('SIGINT', () => undefined);
answer(commands);
