import type { NodeJobStatus } from '../../../protocol/node-job-status.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import type { ClientMessage } from '../../../protocol/wire/client-message.ts';
import type { JobRequest } from '../../../server/job/job-record.ts';
import type { RunningServer } from '../../../server/running-server.ts';
import { lastEventsText, messagesIn } from './client-event.ts';
import { Unmet } from './unmet.ts';
import type { Waits } from './waits.ts';
import type { Watch } from './watch.ts';

/** How often the server's view of node and jobs is looked at; nobody tells of its changes. */
const LOOK_EVERY_MS = 10;

const isAborted = ({ type }: ClientMessage): boolean => type === 'aborted';

/** A job on the one node. What is left out takes a default. */
export type WantedJob = Pick<JobRequest, 'command'> & Partial<JobRequest>;

/** What became of a job, and all that the client said of it. */
export interface EndedClientJob {
  readonly id: string;
  /** In the server's words. */
  readonly status: NodeJobStatus | undefined;
  readonly answers: readonly ClientMessage[];
}

export interface NodeJobsOptions {
  readonly server: () => RunningServer;
  readonly org: string;
  readonly node: string;
  readonly watch: Watch;
  readonly waits: Waits;
}

/** The node as the server sees it, and its jobs. */
export class NodeJobs {
  readonly #options: NodeJobsOptions;
  readonly #started: string[] = [];

  constructor(options: NodeJobsOptions) {
    this.#options = options;
  }

  /** Has the server make the node drop what it does. */
  rehab(): void {
    const { org, node } = this.#options;
    this.#server.nodes.rehab(org, node);
  }

  /**
   * Waits until the server has the node available, after it was told to drop whatever an earlier check has left.
   * @throws Unmet, ClientEnded, Interrupted
   */
  async untilAvailable(): Promise<void> {
    const { org, node, watch, waits } = this.#options;
    if (this.#unfinished().length > 0) this.rehab();
    const mark = watch.mark();
    const deadlineMs = systemClock.monotonic() + waits.answerMs;
    const isReady = (): boolean =>
      this.#server.nodes.isAvailable(org, node) && this.#unfinished().length === 0;
    while (!isReady()) {
      watch.assertGoingOn();
      if (systemClock.monotonic() > deadlineMs) {
        throw new Unmet(`the node available within ${waits.answerMs} ms`, lastEventsText(watch.since(mark)));
      }
      await pause(systemClock, LOOK_EVERY_MS);
    }
  }

  /**
   * Has the node drop what it does, and waits until it has said so and is available. Whatever it had to say to what it was
   * told before has come then, since it answers over one connection.
   * @throws Unmet, ClientEnded, Interrupted
   */
  async settle(): Promise<void> {
    const { watch } = this.#options;
    const mark = watch.mark();
    this.rehab();
    await watch.untilMessage('aborted, when it is told to drop what it does,', mark, isAborted);
    await this.untilAvailable();
  }

  /** Starts a job on the node and gives its id. */
  async start(job: WantedJob): Promise<string> {
    const { org, node, waits } = this.#options;
    const organisation = await this.#server.access.organisations.get(org);
    if (organisation === undefined) throw new Error(`organisation ${org} is gone`);
    const { id } = await this.#server.jobs.start(organisation, 'conform', {
      nodes: [node],
      quorum: 1,
      runTimeoutSeconds: Math.ceil(waits.answerMs / 1_000),
      captureOutput: false,
      ...job,
    });
    this.#started.push(id);
    return id;
  }

  /** Waits for the node, starts a job on it, and waits until it is over. @throws Unmet, ClientEnded, Interrupted */
  async run(job: WantedJob): Promise<EndedClientJob> {
    await this.untilAvailable();
    const mark = this.#options.watch.mark();
    return await this.end(await this.start(job), mark);
  }

  /** Waits until a job is over: by the server's timers it ends whatever the client does. @throws ClientEnded, Interrupted */
  async end(id: string, mark: number): Promise<EndedClientJob> {
    while (this.#unfinished().includes(id)) {
      this.#options.watch.assertGoingOn();
      await pause(systemClock, LOOK_EVERY_MS);
    }
    const record = await this.#server.jobs.get(this.#options.org, id);
    const status = [...(record?.nodes ?? [])][0]?.[1].status;
    return { id, status, answers: this.answersTo(id, mark) };
  }

  /** What the client has said of a job since a mark, heartbeats left out. */
  answersTo(jobId: string, mark: number): readonly ClientMessage[] {
    return messagesIn(this.#options.watch.since(mark)).filter(
      (message) => message.type !== 'heartbeat' && message.jobId === jobId,
    );
  }

  /** What the node's command wrote, as the server stored it. */
  async output(jobId: string, channel: 'stdout' | 'stderr'): Promise<string | undefined> {
    const { org, node } = this.#options;
    return (await this.#server.jobs.output(org, jobId, node, channel))?.toString('utf8');
  }

  get #server(): RunningServer {
    return this.#options.server();
  }

  /** Jobs of this run that are not over. */
  #unfinished(): readonly string[] {
    return this.#started.filter((id) => this.#server.jobs.isRunning(this.#options.org, id));
  }
}
