import type { Busy } from '../../simulator/capacity/bottleneck.ts';
import { machineTime, type ProcessorTime, processorTime } from './processor-time.ts';

interface Reading {
  readonly atMs: number;
  readonly server: ProcessorTime | undefined;
  readonly fleet: readonly ProcessorTime[];
  readonly machine: ReturnType<typeof machineTime>;
}

/** Shorter stretches say more of the clock's ticks than of the processes. */
const LEAST_MS = 500;

/** Looks how busy server, fleet and machine are, from one look to the next. */
export class BusyWatch {
  readonly seconds: Busy[] = [];
  readonly #serverPid: () => number | undefined;
  readonly #fleetPids: () => readonly number[];
  #last: Reading | undefined;

  constructor(serverPid: () => number | undefined, fleetPids: () => readonly number[]) {
    this.#serverPid = serverPid;
    this.#fleetPids = fleetPids;
  }

  /** Forgets what it saw: what comes now is another thing. */
  beginAnew(): void {
    this.seconds.length = 0;
    this.#last = undefined;
    this.look();
  }

  /** The first call begins; each later one gives a stretch. */
  look(): void {
    const last = this.#last;
    const atMs = performance.now();
    if (last !== undefined && atMs - last.atMs < LEAST_MS) return;
    const pid = this.#serverPid();
    const now: Reading = {
      atMs,
      server: pid === undefined ? undefined : processorTime(pid),
      fleet: this.#fleetPids().flatMap((each) => processorTime(each) ?? []),
      machine: machineTime(),
    };
    this.#last = now;
    if (last !== undefined) this.seconds.push(busyBetween(last, now));
  }
}

function busyBetween(last: Reading, now: Reading): Busy {
  const seconds = (now.atMs - last.atMs) / 1_000;
  const share = (of: keyof ProcessorTime, before?: ProcessorTime, after?: ProcessorTime) =>
    before === undefined || after === undefined ? undefined : (after[of] - before[of]) / seconds;
  const fleet = (of: keyof ProcessorTime) =>
    now.fleet.map((after, index) => share(of, last.fleet[index], after) ?? 0);
  return {
    server: share('all', last.server, now.server),
    serverMainThread: share('mainThread', last.server, now.server),
    fleet: fleet('all').reduce((sum, each) => sum + each, 0),
    fleetMainThread: Math.max(0, ...fleet('mainThread')),
    machine: (now.machine.busy - last.machine.busy) / Math.max(0.001, now.machine.all - last.machine.all),
  };
}
