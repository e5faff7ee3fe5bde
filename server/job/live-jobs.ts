import { createFeeds, type WritableFeeds } from '../feeds/create-feeds.ts';
import { NO_QUIRKS } from '../quirks/choose-quirks.ts';
import { jobPolicies } from '../quirks/job-quirks.ts';
import type { Organisation } from '../store/store.ts';
import type { EffectTargets } from './effects.ts';
import { EndedJobs } from './ended-jobs.ts';
import { newJobId } from './job-id.ts';
import type { CapturedOutput, JobMessageType } from './job-input.ts';
import type { JobPolicies } from './job-policies.ts';
import type { JobPage, JobRecord, JobRequest, JobStatus, JobSummary } from './job-record.ts';
import type { Jobs, JobsOptions } from './jobs.ts';
import { LiveJob } from './live-job.ts';
import { sharedStanding, UNHEARD } from './node-in-job.ts';
import { allStanding, NodesInJob } from './nodes-in-job.ts';

/** A node that was not available when its job was asked for. */
const AWAY = sharedStanding('unavailable', false, 'down');

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
    if (crashed > 0) log.warn({ jobs: crashed }, 'jobs that an earlier run left unfinished are now crashed');
    return crashed;
  }

  async start(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary> {
    if (this.#stopped) throw new Error('the server is stopping and starts no job');
    // what is known already need not be stored again when the job begins
    const nodes = NodesInJob.unheard(request.nodes).with(this.#unavailable(org.name, request.nodes), AWAY);
    // stored as `voting` at once: nobody can see the job before
    const summary = await this.#store(org, requestedBy, request, nodes, 'voting');
    // a job that was stored while the server stopped is left to the next start
    if (!this.#stopped) this.#begin(summary, nodes);
    return summary;
  }

  storeCrashed(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary> {
    return this.#store(org, requestedBy, request, NodesInJob.unheard(request.nodes), 'crashed');
  }

  async cancel(org: string, id: string, by: string): Promise<boolean> {
    const job = this.#find(org, id);
    if (this.#stopped || job === undefined || !job.inProgress) return false;
    this.#options.log.info({ org, job: id, by }, 'job is cancelled');
    await job.cancel();
    return true;
  }

  async organisationOf(id: string): Promise<string | undefined> {
    return this.#live.get(id)?.summary.org ?? this.#options.store.jobs.organisationOf(id);
  }

  async get(org: string, id: string): Promise<JobRecord | undefined> {
    return this.#find(org, id)?.record ?? this.#options.store.jobs.get(org, id);
  }

  stamp(org: string, id: string): string | undefined {
    return this.#find(org, id)?.stamp;
  }

  async list(org: string, page?: JobPage): Promise<readonly JobSummary[]> {
    const stored = await this.#options.store.jobs.list(org, page);
    return this.#policies.listed(stored.map((job) => this.#live.get(job.id)?.summary ?? job));
  }

  async ids(org: string, page?: JobPage): Promise<readonly string[]> {
    return this.#policies.listed(await this.#options.store.jobs.ids(org, page));
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
    nodes: NodesInJob,
    status: JobStatus,
  ): Promise<JobSummary> {
    const { store, clock, metrics } = this.#options;
    const nowMs = clock.now();
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
    const summary: JobSummary = { id: newJobId(org), org: org.name, requestedBy, ...times, status, request };
    await store.jobs.insert({ ...summary, nodes });
    metrics?.entered(status, undefined, 0);
    return summary;
  }

  #find(org: string, id: string): LiveJob | undefined {
    const job = this.#live.get(id);
    return job?.summary.org === org ? job : undefined;
  }

  #unavailable(org: string, names: readonly string[]): readonly string[] {
    const { nodes } = this.#options;
    return names.filter((node) => !nodes.isAvailable(org, node));
  }

  /** @param stored where its nodes stand, as stored: those that were away then may be back */
  #begin(summary: JobSummary, stored: NodesInJob): void {
    const { settings, store } = this.#options;
    const { id, org, request } = summary;
    const unavailable = this.#unavailable(org, request.nodes);
    const back = stored
      .named((stands) => stands === AWAY)
      .filter((node) => this.#options.nodes.isAvailable(org, node));
    if (back.length > 0) store.jobs.saveNodes(id, allStanding(back, UNHEARD));
    const feed = this.feeds.open(org, id);
    const job = new LiveJob({
      summary,
      nodes: stored.with(back, UNHEARD),
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
    job.apply({ type: 'start', unavailable });
  }

  #noteStatus({ id, org, status, createdAtMs }: JobSummary, from: JobStatus): void {
    const { clock, log, metrics } = this.#options;
    const ageMs = clock.now() - createdAtMs;
    metrics?.entered(status, from, ageMs);
    log.info({ org, job: id, status, ageMs }, 'job changed its status');
  }
}
