import { job, startJob } from '../../protocol/client/api.ts';
import { createFeedParser } from '../../protocol/client/feed-event.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { StreamedReply } from '../../protocol/client/streamed-reply.ts';
import type { ServerAccess } from './server-child.ts';

/** Runs jobs as a user would see them: by REST, and the organisation's feed for their end. */
export class BenchJobRunner {
  readonly #client: RestClient;
  readonly #feed: StreamedReply;
  /** When each job's end was told; of this process's clock. */
  readonly #ends = new Map<string, number>();
  #onEnd = (): void => undefined;
  #givenUp: Error | undefined;

  private constructor(client: RestClient, feed: StreamedReply) {
    this.#client = client;
    this.#feed = feed;
    this.#read();
  }

  /** Resolves when the feed is open, so that no end is missed. */
  static async open({ url: serverUrl, ...server }: ServerAccess): Promise<BenchJobRunner> {
    const client = new RestClient({ serverUrl, ...server });
    const path = client.pushyPath('job_status_feed');
    const headers = { Accept: 'text/event-stream' };
    return new BenchJobRunner(client, await client.stream(path, { headers, silenceTimeoutMs: 0 }));
  }

  /** Runs a job on all of these nodes; milliseconds from the request to the event of its end. */
  async run(nodes: readonly string[]): Promise<number> {
    const startMs = performance.now();
    const id = await this.start(nodes);
    const endMs = await this.untilEnd(id);
    await this.#check(id, nodes.length);
    return endMs - startMs;
  }

  start(nodes: readonly string[]): Promise<string> {
    return startJob(this.#client, { command: 'true', nodes });
  }

  /** Gives up waiting for an end. */
  giveUp(error: Error): void {
    this.#givenUp = error;
    this.#onEnd();
  }

  /** Resolves to when the end was told. @throws Error when the wait was given up */
  async untilEnd(id: string): Promise<number> {
    for (;;) {
      const endMs = this.#ends.get(id);
      if (endMs !== undefined) return endMs;
      if (this.#givenUp) throw this.#givenUp;
      await new Promise<void>((resolve) => {
        this.#onEnd = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.#feed.body.on('error', () => undefined); // it is cut off below
    await this.#client.close();
  }

  #read(): void {
    const parser = createFeedParser({
      onEvent: ({ event, data }) => {
        if (event !== 'job_complete') return;
        this.#ends.set(String(data.job), performance.now());
        this.#onEnd();
      },
      onRetry: () => undefined,
      onMalformed: (text) => this.#feed.body.destroy(new Error(`no event: ${text}`)),
      onTooLong: () => this.#feed.body.destroy(new Error('an event has no end')),
    });
    this.#feed.body.on('data', (chunk: Uint8Array) => parser.feed(chunk));
  }

  /** A job that did not do its work is no measurement. */
  async #check(id: string, count: number): Promise<void> {
    const ended = await job(this.#client, id);
    const succeeded = ended?.nodes.complete?.length ?? 0;
    if (ended?.status !== 'complete' || succeeded !== count) {
      throw new Error(`job ${id} is ${ended?.status} with ${succeeded} of ${count} nodes succeeded`);
    }
  }
}
