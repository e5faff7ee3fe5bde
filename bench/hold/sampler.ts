import { setTimeout as pause } from 'node:timers/promises';
import type { Point } from '../../simulator/run/trend.ts';
import type { SharedFleetProcesses } from '../growth/member-processes.ts';
import type { Child } from '../process/child.ts';
import type { HoldSample } from './figures.ts';
import type { HeldServerCommands } from './held-server-child.ts';

const EVERY_MS = 5_000;
/** Collecting the server's garbage holds it up for a moment: that is done this often. */
const COLLECTIONS = 12;
const BYTES_A_MB = 1024 * 1024;

/** Looks at server and fleet again and again. */
export class Sampler {
  readonly samples: HoldSample[] = [];
  /** Megabytes without garbage, by minutes. */
  readonly collected: Point[] = [];
  readonly #server: Child<HeldServerCommands>;
  readonly #fleet: SharedFleetProcesses;
  readonly #minutes: () => number;

  constructor(server: Child<HeldServerCommands>, fleet: SharedFleetProcesses, minutes: () => number) {
    this.#server = server;
    this.#fleet = fleet;
    this.#minutes = minutes;
  }

  /** The last look in a few words. */
  get line(): string {
    const last = this.samples.at(-1);
    if (last === undefined) return 'not looked at yet';
    const { inService, serverMb, fleetMb, serverCpu, loopP99Ms } = last;
    return `${inService} in service, server ${serverMb.toFixed(0)} MB and ${(100 * serverCpu).toFixed(0)} % of a core, loop late by ${loopP99Ms.toFixed(0)} ms at p99, fleet ${fleetMb.toFixed(0)} MB`;
  }

  /** Looks until it is over. @param minutes how long that will be */
  async run(over: AbortSignal, minutes: number): Promise<void> {
    await Promise.all([this.#look(over), this.#collect(over, (minutes * 60_000) / COLLECTIONS)]);
  }

  async #collect(over: AbortSignal, everyMs: number): Promise<void> {
    while (!over.aborted) {
      const bytes = await this.#server.ask('memory');
      this.collected.push({ x: this.#minutes(), y: bytes / BYTES_A_MB });
      await pause(everyMs, undefined, { signal: over }).catch(() => undefined); // it rejects when it is over
    }
  }

  async #look(over: AbortSignal): Promise<void> {
    let before = { micros: (await this.#server.ask('look')).cpuMicros, atMs: performance.now() };
    while (!over.aborted) {
      await pause(EVERY_MS, undefined, { signal: over }).catch(() => undefined); // it rejects when it is over
      if (over.aborted) return;
      const { rssBytes, cpuMicros, loop } = await this.#server.ask('look');
      const atMs = performance.now();
      this.samples.push({
        minutes: this.#minutes(),
        serverMb: rssBytes / BYTES_A_MB,
        fleetMb: (await this.#fleet.rssBytes()) / BYTES_A_MB,
        inService: await this.#fleet.inService(),
        serverCpu: (cpuMicros - before.micros) / 1_000 / (atMs - before.atMs),
        loopP99Ms: loop.p99Ms,
      });
      before = { micros: cpuMicros, atMs };
    }
  }
}
