import type { Logger } from 'pino';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { JobFeedWriter } from '../feeds/create-feeds.ts';
import type { JobEndStatus } from '../feeds/event.ts';
import type { Nodes } from '../node/nodes.ts';
import type { Store } from '../store/store.ts';
import { eventOf, type TransitionStep } from './cell.ts';
import type { JobEffect, JobTimer } from './job-effect.ts';
import type { JobPolicies } from './job-policies.ts';
import type { JobRequest, JobStatus } from './job-record.ts';
import { allStanding } from './nodes-in-job.ts';

/** What the effects of all jobs work on. */
export interface EffectTargets {
  readonly nodes: Pick<Nodes, 'sendMany' | 'rehab'>;
  readonly store: Pick<Store, 'jobs' | 'outputs' | 'flushed'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The name by which nodes know the server. */
  readonly serverName: string;
  /** How long an ended job stays in memory. Source: protocol §6. */
  readonly waitCompleteMs: number;
  readonly policies: Pick<JobPolicies, 'end' | 'saveOutput'>;
  /** A node sent one channel of its output without the other, and nothing was stored. */
  readonly onHalfOutput?: (org: string, node: string, jobId: string) => void;
  /** A node ran a job that captures output, and sent none: it was too large, and dropped by the node. */
  readonly onDroppedOutput?: (org: string, node: string, jobId: string) => void;
}

/** The one job whose effects these are, and what it wants to be told. */
export interface EffectSubject {
  readonly id: string;
  readonly org: string;
  readonly request: JobRequest;
  readonly feed: JobFeedWriter;
  readonly timerFired: (timer: JobTimer) => void;
  /** What observers see from now on. */
  readonly show: (status: JobStatus, updatedAtMs: number) => void;
  /** Everything was told of its end; it stays in memory for a while. */
  readonly isOver: () => void;
  /** The job has been over for long enough. */
  readonly leaveMemory: () => void;
}

/** Performs the effects of one job, in order; the only place where a job meets nodes, store, feeds and clock. */
export class JobEffects {
  readonly #targets: EffectTargets;
  readonly #subject: EffectSubject;
  #timer: Timer | undefined;
  #finishing: Promise<void> | undefined;
  /** The end of the job could not be stored yet. */
  #isHeld = false;

  constructor(targets: EffectTargets, subject: EffectSubject) {
    this.#targets = targets;
    this.#subject = subject;
  }

  perform(effects: readonly JobEffect[]): void {
    for (const effect of effects) this.#perform(effect);
  }

  /** Resolves when an end of the job that was begun is stored and told. */
  async finished(): Promise<void> {
    await this.#finishing;
  }

  /** Cancels what would still happen to the job, and waits for an end that is being stored. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#finishing;
    this.#timer?.cancel();
  }

  #perform(effect: JobEffect): void {
    const { nodes, store, clock, policies, onHalfOutput, onDroppedOutput } = this.#targets;
    const { id, org, feed, timerFired } = this.#subject;
    switch (effect.type) {
      case 'emit':
        feed.record(effect.event);
        return;
      case 'send':
        nodes.sendMany(
          org,
          effect.nodes,
          effect.message === 'run' ? { type: 'run', jobId: id } : this.#commit(),
        );
        return;
      case 'each':
        if (effect.stands !== undefined) store.jobs.saveNodes(id, allStanding(effect.nodes, effect.stands));
        for (const node of effect.nodes) for (const step of effect.steps) this.#take(step, node);
        return;
      case 'storeOutput':
        policies.saveOutput(store.outputs, id, effect.node, effect);
        return;
      case 'missOutput':
        (effect.missing === 'one_channel' ? onHalfOutput : onDroppedOutput)?.(org, effect.node, id);
        return;
      case 'showRunning':
        this.#showRunning();
        return;
      case 'startTimer':
        this.#timer?.cancel();
        this.#timer = clock.after(effect.ms, () => timerFired(effect.timer));
        return;
      case 'stopTimer':
        this.#timer?.cancel();
        return;
      case 'finish':
        this.#finishing = this.#finish(effect.status);
        return;
      case 'crash':
        this.#crash();
        return;
    }
  }

  #take(step: TransitionStep, node: string): void {
    const { nodes } = this.#targets;
    const { org, feed } = this.#subject;
    const event = eventOf(step, node);
    if (event !== undefined) feed.record(event);
    if (step.step === 'rehab' || step.step === 'quietRehab') nodes.rehab(org, node);
  }

  #commit(): CommitMessage {
    const { id, request } = this.#subject;
    const { command, user, dir, env, file, captureOutput } = request;
    return {
      type: 'commit',
      jobId: id,
      server: this.#targets.serverName,
      command,
      ...(user !== undefined && { user }),
      ...(dir !== undefined && { dir }),
      ...(env !== undefined && { env }),
      ...(file !== undefined && { file }),
      capture: captureOutput,
    };
  }

  /** Nobody waits for the disk here: should the server die now, the job counts as crashed either way. */
  #showRunning(): void {
    const { clock, store, log } = this.#targets;
    const { id, org, show } = this.#subject;
    const nowMs = clock.now();
    show('running', nowMs);
    store.jobs.saveStatus(id, 'running', nowMs).catch((error: unknown) => {
      log.error({ org, job: id, err: error }, 'could not store that the job is running');
    });
  }

  async #finish(status: JobEndStatus): Promise<void> {
    const { clock, policies, waitCompleteMs } = this.#targets;
    const { feed } = this.#subject;
    const endedAtMs = clock.now();
    let shown = status;
    await policies.end({
      store: async () => {
        shown = await this.#storeEnd(status, endedAtMs);
      },
      tell: () => feed.record({ name: 'job_complete', status: shown }),
    });
    this.#timer = clock.after(waitCompleteMs, () => this.#leaveMemory());
    this.#subject.isOver();
  }

  /** Has the job leave memory before its time. To be called when it is over. */
  leave(): void {
    this.#timer?.cancel();
    this.#leaveMemory();
  }

  /** What waits for room on the disk is told from memory until then. */
  #leaveMemory(): void {
    const { store, log } = this.#targets;
    const { id, org, leaveMemory } = this.#subject;
    if (!this.#isHeld) {
      leaveMemory();
      return;
    }
    store.flushed().then(leaveMemory, (error: unknown) => {
      log.error(
        { org, job: id, err: error },
        'the end of the job could not be stored before the server stopped',
      );
    });
  }

  /**
   * The store keeps its order, so a stored end has all node statuses before it, and all outputs that are not held. Gives
   * what everybody sees.
   */
  async #storeEnd(status: JobEndStatus, endedAtMs: number): Promise<JobEndStatus> {
    const { store, log } = this.#targets;
    const { id, org, show } = this.#subject;
    let shown = status;
    try {
      this.#isHeld = (await store.jobs.saveStatus(id, status, endedAtMs)) === 'held';
    } catch (error) {
      // the next start will find the job unfinished and call it the same
      shown = 'crashed';
      log.error({ org, job: id, err: error }, 'could not store the end of the job');
    }
    show(shown, endedAtMs);
    return shown;
  }

  /** It is gone at once, its feed breaks off, and its nodes stay what they were. */
  #crash(): void {
    const { clock } = this.#targets;
    const { feed, leaveMemory } = this.#subject;
    this.#finishing = this.#storeEnd('crashed', clock.now()).then(() => undefined);
    feed.breakOff();
    leaveMemory();
  }
}
