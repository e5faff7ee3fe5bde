import { RequestSigner } from '../api/raw-request.ts';
import type { LeanNodes } from '../lean-nodes/lean-nodes.ts';
import { BenchJobRunner } from '../server/bench-job-runner.ts';
import type { BenchServer } from '../server/bench-server.ts';
import type { FeedReaders } from './feed-children.ts';
import type { FeedReadersResult } from './feed-readers-child.ts';

/** Runs one job after the other while many read its feed from before its first vote to its end. */
export class WatchedJobs {
  readonly #server: BenchServer;
  readonly #nodes: LeanNodes;
  readonly #names: readonly string[];
  readonly #watch: BenchJobRunner;
  readonly #signer: RequestSigner;

  private constructor(
    server: BenchServer,
    nodes: LeanNodes,
    names: readonly string[],
    watch: BenchJobRunner,
  ) {
    this.#server = server;
    this.#nodes = nodes;
    this.#names = names;
    this.#watch = watch;
    this.#signer = new RequestSigner(server.access);
  }

  static async open(server: BenchServer, nodes: LeanNodes, names: readonly string[]): Promise<WatchedJobs> {
    return new WatchedJobs(server, nodes, names, await BenchJobRunner.open(server.access));
  }

  /** Events that each reader must be told: start, votes, quorum, runs begun and ended, end. */
  get eventsEach(): number {
    return 3 + 3 * this.#names.length;
  }

  /** Starts a job that waits for its nodes' votes, and opens the feeds. @returns the job's id */
  async start(readers: FeedReaders, count: number): Promise<string> {
    await this.#nodes.ask('hold');
    const id = await this.#watch.start(this.#names);
    const path = this.#signer.pushyPath(`job_status_feed/${id}`);
    const request = this.#signer.sign({ method: 'GET', path, accept: 'text/event-stream', close: true });
    if (count > 0) await readers.ask('open', this.#server.access.url, request, count);
    return id;
  }

  /** Lets the nodes vote and run; resolves when every reader's feed is closed. */
  async finish(id: string, readers: FeedReaders): Promise<FeedReadersResult> {
    await this.#nodes.ask('resume');
    await this.#watch.untilEnd(id);
    return readers.ask('untilClosed');
  }

  close(): Promise<void> {
    return this.#watch.close();
  }
}
