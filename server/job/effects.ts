import type { Logger } from 'pino';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { JobFeedWriter } from '../feeds/create-feeds.ts';
import type { JobEndStatus } from '../feeds/event.ts';
import type { Nodes } from '../node/nodes.ts';
import type { Store } from '../store/store.ts';
import type { JobEffect, JobTimer } from './job-effect.ts';
import type { JobRequest, JobStatus } from './job-record.ts';

/** What the effects of all jobs work on. */
export interface EffectTargets {
  readonly nodes: Pick<Nodes, 'sendMany' | 'rehab'>;
  readonly store: Pick<Store, 'jobs' | 'outputs'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The name by which nodes know the server. */
  readonly serverName: string;
  /** How long an ended job stays in memory. Source: protocol §6. */
  readonly waitCompleteMs: number;
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
  /** The job has been over for long enough. */
  readonly leaveMemory: () => void;
}

/** Performs the effects of one job, in order; the only place where a job meets nodes, store, feeds and clock. */
export class JobEffects {
  readonly #targets: EffectTargets;
  readonly #subject: EffectSubject;
  #timer: Timer | undefined;
  #finishing: Promise<void> | undefined;

  constructor(targets: EffectTargets, subject: EffectSubject) {
    this.#targets = targets;
    this.#subject = subject;
  }

  perform(effects: readonly JobEffect[]): void {
    for (const effect of effects) this.#perform(effect);
  }

  /** Cancels what would still happen to the job, and waits for an end that is being stored. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#finishing;
    this.#timer?.cancel();
  }

  #perform(effect: JobEffect): void {
    const { nodes, store, clock, onHalfOutput, onDroppedOutput } = this.#targets;
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
      case 'rehab':
        nodes.rehab(org, effect.node);
        return;
      case 'storeNodeStatus':
        store.jobs.saveNodeStatuses(id, [[effect.node, effect.status]]);
        return;
      case 'storeOutput':
        store.outputs.save(id, effect.node, { stdout: effect.stdout, stderr: effect.stderr });
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
    }
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

  /** The store keeps its order, so a stored end has all outputs and node statuses before it. */
  async #finish(status: JobEndStatus): Promise<void> {
    const { clock, store, log, waitCompleteMs } = this.#targets;
    const { id, org, feed, show, leaveMemory } = this.#subject;
    const endedAtMs = clock.now();
    let shown = status;
    try {
      await store.jobs.saveStatus(id, status, endedAtMs);
    } catch (error) {
      // the next start will find the job unfinished and call it the same
      shown = 'crashed';
      log.error({ org, job: id, err: error }, 'could not store the end of the job');
    }
    show(shown, endedAtMs);
    feed.record({ name: 'job_complete', status: shown });
    this.#timer = clock.after(waitCompleteMs, leaveMemory);
  }
}
