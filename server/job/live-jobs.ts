import { createFeeds, type WritableFeeds } from '../feeds/create-feeds.ts';
import { NO_QUIRKS } from '../quirks/choose-quirks.ts';
import { jobPolicies } from '../quirks/job-quirks.ts';
import type { Organisation } from '../store/store.ts';
import type { EffectTargets } from './effects.ts';
import { EndedJobs } from './ended-jobs.ts';
import { newJobId } from './job-id.ts';
import type { CapturedOutput, JobMessageType } from './job-input.ts';
import type { JobPolicies } from './job-policies.ts';
import type { JobRecord, JobRequest, JobStatus, JobSummary } from './job-record.ts';
import type { Jobs, JobsOptions } from './jobs.ts';
import { LiveJob } from './live-job.ts';
import { UNHEARD } from './node-in-job.ts';

/** The jobs in memory, over a store that has all of them. */
export class LiveJobs implements Jobs {
  readonly feeds: WritableFeeds;
  readonly #options: JobsOptions;
  readonly #targets: EffectTargets;
  readonly #policies: JobPolicies;
  readonly #live = new Map<string, LiveJob>();
  readonly #ended: EndedJobs;
  #stopped = false;

  constructor(options: JobsOptions) {
    const { clock, settings, log } = options;
    this.#options = options;
    this.#policies = jobPolicies(options.quirks ?? NO_QUIRKS, clock);
    this.#targets = { ...options, policies: this.#policies, waitCompleteMs: settings.waitCompleteMs };
    this.#ended = new EndedJobs(settings.maxHistoryBytes);
    this.feeds = createFeeds({
      clock,
      maxHistoryBytes: settings.maxHistoryBytes,
      orgFeedExpirationMs: settings.orgFeedExpirationMs,
      onSubscriberError: (error) => log.error({ err: error }, 'a reader of a feed threw, and was dropped'),
    });
  }

  async recover(): Promise<number> {
    const { store, clock, log } = this.#options;
    const crashed = await store.jobs.crashUnfinished(clock.now(), this.#policies.afterRestart);
    if (crashed > 0) log.warn({ jobs: crashed }, 'jobs that an earlier run left unfinished are crashed');
    return crashed;
  }

  async start(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary> {
    if (this.#stopped) throw new Error('the server is stopping and starts no job');
    // stored as `voting` at once: nobody can see the job before
    const summary = await this.#store(org, requestedBy, request, 'voting');
    // a job that was stored while the server stopped is left to the next start
    if (!this.#stopped) this.#begin(summary);
    return summary;
  }

  storeCrashed(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary> {
    return this.#store(org, requestedBy, request, 'crashed');
  }

  async organisationOf(id: string): Promise<string | undefined> {
    return this.#live.get(id)?.summary.org ?? this.#options.store.jobs.organisationOf(id);
  }

  async get(org: string, id: string): Promise<JobRecord | undefined> {
    return this.#find(org, id)?.record ?? this.#options.store.jobs.get(org, id);
  }

  async list(org: string): Promise<readonly JobSummary[]> {
    const stored = await this.#options.store.jobs.list(org);
    return this.#policies.listed(stored.map((job) => this.#live.get(job.id)?.summary ?? job));
  }

  async ids(org: string): Promise<readonly string[]> {
    return this.#policies.listed(await this.#options.store.jobs.ids(org));
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
    const job = this.#find(org, id);
    return job !== undefined && (job.inProgress || this.#policies.takesAfterTheEnd);
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
    if (this.#stopped || job === undefined) return false;
    if (!job.inProgress) return this.#policies.takesAfterTheEnd;
    if (!job.has(node)) return this.#policies.fromStranger(() => job.apply({ type: 'strangerSpoke' }));
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

  async #store(
    org: Organisation,
    requestedBy: string,
    request: JobRequest,
    status: JobStatus,
  ): Promise<JobSummary> {
    const { store, clock, metrics } = this.#options;
    const nowMs = clock.now();
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    const summary: JobSummary = { id: newJobId(org), org: org.name, requestedBy, ...times, status, request };
    await store.jobs.insert({ ...summary, nodes: request.nodes.map((node) => [node, UNHEARD] as const) });
    metrics?.entered(status, undefined, 0);
    return summary;
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
      onOver: () => this.#ended.add(id, { request, leave: () => job.leave() }),
      leaveMemory: () => {
        feed.close();
        this.#ended.delete(id);
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
