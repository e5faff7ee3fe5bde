import { setTimeout as pause } from 'node:timers/promises';
import type { Children } from '../process/children.ts';
import { BenchJobRunner } from '../server/bench-job-runner.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { HeldJob } from './figures.ts';

/** A job that has no end by then has none: votes wait for a minute, commands end at once. */
const PATIENCE_MS = 120_000;

/** Runs a job on all nodes again and again. */
export class HeldJobs {
  readonly ended: HeldJob[] = [];
  readonly #watch: BenchJobRunner;
  readonly #nodes: readonly string[];
  readonly #minutes: () => number;

  private constructor(watch: BenchJobRunner, nodes: readonly string[], minutes: () => number) {
    this.#watch = watch;
    this.#nodes = nodes;
    this.#minutes = minutes;
  }

  static async open(
    children: Children,
    server: ServerAccess,
    nodes: readonly string[],
    minutes: () => number,
  ): Promise<HeldJobs> {
    return new HeldJobs(children.add(await BenchJobRunner.open(server)), nodes, minutes);
  }

  /** How the jobs go, in a few words. */
  get line(): string {
    const slowestMs = Math.max(0, ...this.ended.flatMap(({ ms }) => ms ?? []));
    const bad = this.ended.filter(({ fault }) => fault !== undefined).length;
    return `${this.ended.length} jobs ended, ${bad} of them badly, slowest ${(slowestMs / 1_000).toFixed(1)} s`;
  }

  /** Starts one in every such time until it is over, and waits for the last one unless that is given up, too. */
  async run(everyMs: number, over: AbortSignal, giveUp: AbortSignal): Promise<void> {
    giveUp.addEventListener('abort', () => this.#watch.giveUp(new Error('interrupted')), { once: true });
    while (!over.aborted) {
      const dueMs = performance.now() + everyMs;
      const job = await this.#one();
      if (giveUp.aborted) return;
      this.ended.push(job);
      await untilTime(dueMs, over);
    }
  }

  async #one(): Promise<HeldJob> {
    const minutes = this.#minutes();
    const patience = setTimeout(
      () => this.#watch.giveUp(new Error(`a job had no end after ${PATIENCE_MS / 1_000} s`)),
      PATIENCE_MS,
    );
    try {
      return { minutes, ms: await this.#watch.run(this.#nodes), fault: undefined };
    } catch (error) {
      return { minutes, ms: undefined, fault: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(patience);
    }
  }
}

async function untilTime(dueMs: number, signal: AbortSignal): Promise<void> {
  const waitMs = dueMs - performance.now();
  // it rejects when it is over, which is as good
  if (waitMs > 0) await pause(waitMs, undefined, { signal }).catch(() => undefined);
}
