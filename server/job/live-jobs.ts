import { createFeeds, type WritableFeeds } from '../feeds/create-feeds.ts';
import type { Organisation } from '../store/store.ts';
import type { EffectTargets } from './effects.ts';
import { newJobId } from './job-id.ts';
import type { CapturedOutput, JobMessageType } from './job-input.ts';
import type { JobRecord, JobRequest, JobStatus, JobSummary } from './job-record.ts';
import type { Jobs, JobsOptions } from './jobs.ts';
import { LiveJob } from './live-job.ts';

/** The jobs in memory, over a store that has all of them. */
export class LiveJobs implements Jobs {
  readonly feeds: WritableFeeds;
  readonly #options: JobsOptions;
  readonly #targets: EffectTargets;
  readonly #live = new Map<string, LiveJob>();
  #stopped = false;

  constructor(options: JobsOptions) {
    const { clock, settings, log } = options;
    this.#options = options;
    this.#targets = { ...options, waitCompleteMs: settings.waitCompleteMs };
    this.feeds = createFeeds({
      clock,
      orgFeedExpirationMs: settings.orgFeedExpirationMs,
      onSubscriberError: (error) => log.error({ err: error }, 'a reader of a feed threw, and was dropped'),
    });
  }

  async recover(): Promise<number> {
    const { store, clock, log } = this.#options;
    const crashed = await store.jobs.crashUnfinished(clock.now());
    if (crashed > 0) log.warn({ jobs: crashed }, 'jobs that an earlier run left unfinished are crashed');
    return crashed;
  }

  async start(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary> {
    const { store, clock, metrics } = this.#options;
    if (this.#stopped) throw new Error('the server is stopping and starts no job');
    const nowMs = clock.now();
    const id = newJobId(org);
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    // stored as `voting` at once: nobody can see the job before
    const summary: JobSummary = { id, org: org.name, requestedBy, ...times, status: 'voting', request };
    await store.jobs.insert({ ...summary, nodes: request.nodes.map((node) => [node, 'new'] as const) });
    metrics?.entered('voting', undefined, 0);
    // a job that was stored while the server stopped is left to the next start
    if (!this.#stopped) this.#begin(summary);
    return summary;
  }

  async get(org: string, id: string): Promise<JobRecord | undefined> {
    return this.#find(org, id)?.record ?? this.#options.store.jobs.get(org, id);
  }

  async list(org: string): Promise<readonly JobSummary[]> {
    const stored = await this.#options.store.jobs.list(org);
    return stored.map((job) => this.#live.get(job.id)?.summary ?? job);
  }

  ids(org: string): Promise<readonly string[]> {
    return this.#options.store.jobs.ids(org);
  }

  async output(
    org: string,
    id: string,
    node: string,
    channel: 'stdout' | 'stderr',
  ): Promise<Buffer | undefined> {
    const { store } = this.#options;
    const output = await store.outputs.get(id, node);
    if (output === undefined) return undefined;
    const known = this.#find(org, id) ?? (await store.jobs.get(org, id));
    return known && output[channel];
  }

  inMemory(): readonly string[] {
    return [...this.#live.keys()];
  }

  isRunning(org: string, id: string): boolean {
    return this.#find(org, id)?.inProgress ?? false;
  }

  awaits(org: string, node: string, jobId: string): boolean {
    return this.#find(org, jobId)?.awaits(node) ?? false;
  }

  nodeMessage(
    org: string,
    node: string,
    jobId: string,
    type: JobMessageType,
    output: CapturedOutput = {},
  ): boolean {
    const job = this.#find(org, jobId);
    if (this.#stopped || job === undefined || !job.inProgress || !job.has(node)) return false;
    job.apply({ type: 'node', node, what: type, output });
    return true;
  }

  nodeDown(org: string, node: string): void {
    if (this.#stopped) return;
    // Nodes die far less often than they speak: looking at each job is cheaper than an index of all nodes.
    for (const job of this.#live.values()) {
      if (job.summary.org === org) job.apply({ type: 'node', node, what: 'down' });
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#live.values()].map((job) => job.stop()));
    this.feeds.stop();
  }

  #find(org: string, id: string): LiveJob | undefined {
    const job = this.#live.get(id);
    return job?.summary.org === org ? job : undefined;
  }

  #begin(summary: JobSummary): void {
    const { nodes, settings } = this.#options;
    const { id, org, request } = summary;
    const feed = this.feeds.open(org, id);
    const job = new LiveJob({
      summary,
      votingTimeoutMs: settings.votingTimeoutMs,
      feed,
      targets: this.#targets,
      onStatus: (changed, from) => this.#noteStatus(changed, from),
      leaveMemory: () => {
        feed.close();
        this.#live.delete(id);
      },
    });
    this.#live.set(id, job);
    const { log } = this.#options;
    log.info({ org, job: id, by: summary.requestedBy, nodes: request.nodes.length }, 'job started');
    job.apply({
      type: 'start',
      unavailable: request.nodes.filter((node) => !nodes.isAvailable(org, node)),
    });
  }

  #noteStatus({ id, org, status, createdAtMs }: JobSummary, from: JobStatus): void {
    const { clock, log, metrics } = this.#options;
    const ageMs = clock.now() - createdAtMs;
    metrics?.entered(status, from, ageMs);
    log.info({ org, job: id, status, ageMs }, 'job changed its status');
  }
}
