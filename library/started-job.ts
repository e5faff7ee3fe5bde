import { job as askForJob, cancelJob, output } from '../protocol/client/api.ts';
import { readJobFeed } from '../protocol/client/feed-reader.ts';
import { JobProgress } from '../protocol/client/job-progress.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import type { JobEndStatus } from '../server/feeds/event.ts';
import { DEFAULT_PATIENCE_MS, GaveUp, type Patience } from './gave-up.ts';
import { type JobFeedEvent, namedEvents } from './job-events.ts';
import { isAsExpected, listedStates, type NodeStates, NotAsExpected } from './not-as-expected.ts';
import type { ShownJob } from './shown-job.ts';

/** A job that is over. */
export interface EndedJob {
  readonly id: string;
  /** The same in both dialects. */
  readonly status: JobEndStatus;
  /** What became of each node, by its name. */
  readonly nodes: NodeStates;
  /** All events of its feed, first to last. */
  readonly events: readonly JobFeedEvent[];
}

/** What the feed has said so far. */
interface Followed {
  readonly progress: JobProgress;
  readonly events: readonly JobFeedEvent[];
  readonly isOver: boolean;
}

/** A job that was started. It needs no closing: what reads its feed ends with the job, or when it gives up. */
export class StartedJob {
  readonly id: string;
  readonly #client: RestClient;

  constructor(client: RestClient, id: string) {
    this.#client = client;
    this.id = id;
  }

  /**
   * The events of its feed from the first on, until the job is over, the loop is left, or the signal aborts.
   * @throws RequestRefused, ServerUnreachable
   */
  events(signal?: AbortSignal): AsyncGenerator<JobFeedEvent, void, undefined> {
    return namedEvents(readJobFeed(this.#client, this.id, { ...(signal && { signal }) }));
  }

  /** Waits until it is over. @throws GaveUp with the events so far, RequestRefused, ServerUnreachable */
  async end({ withinMs = DEFAULT_PATIENCE_MS }: Patience = {}): Promise<EndedJob> {
    const followed = await this.#follow(withinMs);
    if (!followed.isOver) throw new GaveUp(`the end of job ${this.id}`, seen(followed.events), withinMs);
    return this.#ended(followed);
  }

  /**
   * Waits until it is over, and gives it where these nodes are then as they are expected to be. Nodes that are not named may
   * be as they like.
   * @throws NotAsExpected with what was wanted, what was seen, and the events; GaveUp with the same where it does not end in
   * time; RequestRefused, ServerUnreachable
   */
  async expect(nodes: NodeStates, { withinMs = DEFAULT_PATIENCE_MS }: Patience = {}): Promise<EndedJob> {
    const followed = await this.#follow(withinMs);
    const { progress, events, isOver } = followed;
    if (!isOver) {
      const wanted = `the end of job ${this.id} with ${listedStates(nodes)}`;
      throw new GaveUp(wanted, `${listedStates(statesIn(progress))}; events: ${seen(events)}`, withinMs);
    }
    const ended = await this.#ended(followed);
    if (isAsExpected(nodes, ended.nodes)) return ended;
    throw new NotAsExpected(ended, { expected: nodes, actual: ended.nodes }, this.expect);
  }

  /**
   * Ends it as `aborted`, at a server that offers that; nodes that are still in it drop what they do for it.
   * @throws RequestRefused (409: it is over), ServerUnreachable
   */
  async cancel(): Promise<void> {
    await cancelJob(this.#client, this.id);
  }

  /** The job as the server shows it now, in its dialect. @throws RequestRefused, ServerUnreachable */
  async shown(): Promise<ShownJob> {
    const found = await askForJob(this.#client, this.id);
    if (found === undefined) throw new Error(`the server does not know job ${this.id} any more`);
    return found as ShownJob;
  }

  /**
   * What its command wrote on a node, or undefined where nothing was captured: `captureOutput` asks for it.
   * @throws RequestRefused, ServerUnreachable
   */
  async output(node: string, channel: 'stdout' | 'stderr' = 'stdout'): Promise<string | undefined> {
    return (await output(this.#client, this.id, node, channel))?.toString('utf8');
  }

  async #follow(withinMs: number): Promise<Followed> {
    const progress = new JobProgress();
    const events: JobFeedEvent[] = [];
    const ending = new AbortController();
    const timer = this.#client.clock.after(withinMs, () => ending.abort());
    try {
      for await (const event of this.events(ending.signal)) {
        events.push(event);
        progress.apply(event);
      }
    } finally {
      timer.cancel();
    }
    return { progress, events, isOver: !ending.signal.aborted };
  }

  async #ended({ progress, events }: Followed): Promise<EndedJob> {
    progress.applyAnswer(await this.shown());
    return { id: this.id, status: progress.status as JobEndStatus, nodes: statesIn(progress), events };
  }
}

function statesIn(progress: JobProgress): NodeStates {
  return Object.fromEntries([...progress.nodes].map(([name, { state }]) => [name, state]));
}

function seen(events: readonly JobFeedEvent[]): string {
  return events.map(({ event, text }) => `${event} ${text}`).join(', ') || 'nothing';
}
