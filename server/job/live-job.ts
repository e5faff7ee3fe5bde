import type { JobFeedWriter } from '../feeds/create-feeds.ts';
import { type EffectTargets, JobEffects } from './effects.ts';
import type { JobTimer } from './job-effect.ts';
import type { JobInput } from './job-input.ts';
import { PHASE } from './job-node-phase.ts';
import type { JobRecord, JobStatus, JobSummary } from './job-record.ts';
import { isInProgress, type JobState, newJobState } from './job-state.ts';
import type { NodesInJob } from './nodes-in-job.ts';
import { jobTransition } from './transition.ts';

export interface LiveJobOptions {
  /** The job as it was stored. */
  readonly summary: JobSummary;
  /** Where its nodes stand, as stored. */
  readonly nodes: NodesInJob;
  readonly votingTimeoutMs: number;
  readonly feed: JobFeedWriter;
  readonly targets: EffectTargets;
  /** The job has entered another status, and everybody may see it. */
  readonly onStatus: (job: JobSummary, from: JobStatus) => void;
  /** Everything was told of its end; it stays in memory for a while. */
  readonly onOver: () => void;
  readonly leaveMemory: () => void;
}

/** A job in memory: its state, and what observers see of it, which lags behind until the end is stored. */
export class LiveJob {
  readonly #effects: JobEffects;
  #state: JobState;
  #summary: JobSummary;
  #changes = 0;

  constructor(options: LiveJobOptions) {
    const { summary, nodes, votingTimeoutMs, feed, targets, onStatus, onOver, leaveMemory } = options;
    const { id, org, requestedBy, request } = summary;
    this.#summary = summary;
    this.#state = newJobState({ id, requestedBy, request, votingTimeoutMs, nodes });
    this.#effects = new JobEffects(targets, {
      id,
      org,
      request,
      feed,
      isOver: onOver,
      leaveMemory,
      timerFired: (timer) => this.apply(TIMER_INPUTS[timer]),
      show: (status, updatedAtMs) => {
        const from = this.#summary.status;
        this.#summary = { ...this.#summary, status, updatedAtMs };
        this.#changes += 1;
        onStatus(this.#summary, from);
      },
    });
  }

  get summary(): JobSummary {
    return this.#summary;
  }

  /** Another one whenever the record has changed. */
  get stamp(): string {
    return String(this.#changes);
  }

  get record(): JobRecord {
    return { ...this.#summary, nodes: this.#state.nodes };
  }

  /** Whether nodes may still say something to it; not while its end is being stored. */
  get inProgress(): boolean {
    return isInProgress(this.#state.status);
  }

  has(node: string): boolean {
    return this.#state.nodes.has(node);
  }

  /** Whether the node's part in the job is not over. */
  awaits(node: string): boolean {
    const stands = this.#state.nodes.get(node);
    return this.inProgress && stands !== undefined && PHASE[stands.status] !== 'terminal';
  }

  apply(input: JobInput): void {
    const { job, effects } = jobTransition(this.#state, input);
    if (job !== this.#state) this.#changes += 1;
    this.#state = job;
    this.#effects.perform(effects);
  }

  /** Ends it now, as `aborted`; one that is over stays as it is. Resolves when its end is stored. */
  async cancel(): Promise<void> {
    this.apply({ type: 'cancel' });
    await this.#effects.finished();
  }

  /** Leaves memory before its time. To be called when it is over. */
  leave(): void {
    this.#effects.leave();
  }

  stop(): Promise<void> {
    return this.#effects.stop();
  }
}

const TIMER_INPUTS: Readonly<Record<JobTimer, JobInput>> = {
  voting: { type: 'votingTimerFired' },
  run: { type: 'runTimerFired' },
};
