import { setTimeout as sleep } from 'node:timers/promises';
import { job as getJob, type JobAnswer, startJob } from '../../protocol/client/api.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { JOB_FEED_ENDS, readJobFeed } from '../../protocol/client/feed-reader.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Random } from '../../simulator/node/random.ts';
import { drawJob, type SoakJob } from './job-choice.ts';
import { endFaults, soakFeedFaults } from './job-faults.ts';
import { textOf } from './observed.ts';

export interface JobDriverOptions {
  readonly client: RestClient;
  readonly random: Random;
  readonly nodes: readonly string[];
  /** How long a job may take over its run timeout. */
  readonly patienceMs: number;
}

/** Longest pause between two jobs. */
const MAX_PAUSE_MS = 500;

/** Starts jobs one after the other, several at once, and follows each through its feed to its end. */
export class JobDriver {
  started = 0;
  feeds = 0;
  events = 0;
  /** How many ended in each status. */
  readonly ended = new Map<string, number>();
  readonly endedIds: string[] = [];
  readonly jobFaults: string[] = [];
  readonly feedFaults: string[] = [];
  readonly #options: JobDriverOptions;
  readonly #following = new Set<AbortController>();
  #stopped = false;

  constructor(options: JobDriverOptions) {
    this.#options = options;
  }

  /** Keeps so many jobs under way for a time; resolves when the last one has ended. */
  async keepBusy(jobsAtOnce: number, forMs: number): Promise<void> {
    const { random, nodes } = this.#options;
    const untilMs = performance.now() + forMs;
    const lane = async (): Promise<void> => {
      while (performance.now() < untilMs && !this.#stopped) {
        await this.run(drawJob(random, nodes));
        await sleep(random.between(0, MAX_PAUSE_MS));
      }
    };
    await Promise.all(Array.from({ length: jobsAtOnce }, lane));
  }

  /** Leaves the jobs under way to themselves, and starts no more. */
  stop(): void {
    this.#stopped = true;
    for (const follower of this.#following) follower.abort();
  }

  /** One job from its start to its end: as the server shows it then, undefined where it came to none. */
  async run(wanted: SoakJob): Promise<JobAnswer | undefined> {
    const { client } = this.#options;
    let id = 'that was to be started';
    try {
      id = await startJob(client, wanted);
      this.started += 1;
      const last = await this.#follow(id, wanted);
      if (last === undefined || !JOB_FEED_ENDS.includes(last.event)) {
        if (!this.#stopped) this.jobFaults.push(`job ${id} has no end behind ${last?.event ?? 'nothing'}`);
        return undefined;
      }
      const status = textOf(last.data.status);
      this.ended.set(status, (this.ended.get(status) ?? 0) + 1);
      this.endedIds.push(id);
      const shown = await getJob(client, id);
      this.jobFaults.push(...endFaults(id, wanted, status, shown));
      return shown;
    } catch (error) {
      this.jobFaults.push(`job ${id}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Reads the feed of a job; its last event. */
  async #follow(id: string, { runTimeoutSeconds }: SoakJob): Promise<FeedEvent | undefined> {
    const { client, patienceMs } = this.#options;
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), runTimeoutSeconds * 1_000 + patienceMs);
    this.#following.add(giveUp);
    if (this.#stopped) giveUp.abort();
    const events: FeedEvent[] = [];
    try {
      for await (const event of readJobFeed(client, id, { signal: giveUp.signal })) events.push(event);
    } finally {
      clearTimeout(timer);
      this.#following.delete(giveUp);
    }
    this.feeds += 1;
    this.events += events.length;
    this.feedFaults.push(...soakFeedFaults(id, events));
    return events.at(-1);
  }
}
