import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Store } from '../store/store.ts';
import type { LiveNode } from './live-node.ts';
import type { NodeEffect } from './node-table.ts';
import type { Peer } from './peer.ts';

const ABORT: ServerMessage = { type: 'abort' };
const ACK: ServerMessage = { type: 'ack' };

/** Hears of every turn in the lives of nodes. */
export interface NodeWatcher {
  appeared(org: string, node: string): void;
  answeredRehab(org: string, node: string): void;
  /** @param lastHeartbeatAtMs undefined where no heartbeat came in this life */
  wentDown(org: string, node: string, lastHeartbeatAtMs: number | undefined): void;
  /** An incarnation that was replaced speaks again: two processes use the name. */
  claimedTwice(org: string, node: string): void;
}

export type JobInbox = Pick<Jobs, 'nodeMessage' | 'nodeDown' | 'isRunning' | 'awaits'>;

/** What the effects of all nodes work on. */
export interface NodeEffectTargets {
  readonly clock: Clock;
  readonly store: Pick<Store, 'nodes'>;
  readonly log: Logger;
  readonly watcher: NodeWatcher;
}

/** What an effect asks of whoever holds the nodes. */
export interface NodeHolder<P extends Peer> {
  /** The next abort is due in one rehab interval. */
  abortLater(node: LiveNode<P>): void;
  /** The abort of a life too many is due when the interval is over in which there were too many. */
  putOffAbort(node: LiveNode<P>): void;
  /** The job that a message names is not in progress. */
  foundNoJob(node: LiveNode<P>): void;
}

/** Performs the effects of the node table; the only place where a node meets its peer, jobs and store. */
export class NodeEffects<P extends Peer> {
  /** Undefined while the server starts and stops. */
  jobs: JobInbox | undefined;
  readonly #targets: NodeEffectTargets;
  readonly #holder: NodeHolder<P>;

  constructor(targets: NodeEffectTargets, holder: NodeHolder<P>) {
    this.#targets = targets;
    this.#holder = holder;
  }

  /** @param message the one that is being handled, if any */
  perform(effect: NodeEffect, node: LiveNode<P>, message: ClientMessage | undefined): void {
    const { org, name } = node;
    const { clock, store, log, watcher } = this.#targets;
    switch (effect) {
      case 'showUp':
        store.nodes.saveStatus(org, name, 'up', clock.now());
        watcher.appeared(org, name);
        log.info({ org, node: name, incarnation: node.life.incarnationId }, 'node is up');
        return;
      case 'showDown':
        store.nodes.saveStatus(org, name, 'down', clock.now());
        watcher.wentDown(org, name, node.hasHeartbeat ? node.lastHeartbeatAtMs : undefined);
        log.info({ org, node: name, incarnation: node.life.incarnationId }, 'node is down');
        return;
      case 'showAvailable':
        watcher.answeredRehab(org, name);
        log.debug({ org, node: name }, 'node is available');
        return;
      case 'sendAbort':
        node.life.peer.send(ABORT);
        this.#holder.abortLater(node);
        return;
      case 'putOffAbort':
        this.#holder.putOffAbort(node);
        return;
      case 'sendAck':
        node.life.peer.send(ACK);
        return;
      case 'tellJobsDown':
        this.jobs?.nodeDown(org, name);
        return;
      case 'offerToJob':
        if (!this.#offer(node, message)) this.#holder.foundNoJob(node);
        return;
      case 'offerToJobInProgress':
        this.#offer(node, message);
        return;
      case 'offerToWaitingJob':
        if (message?.jobId && this.jobs?.awaits(org, name, message.jobId)) this.#offer(node, message);
        return;
    }
  }

  /** False: the job it names is not in progress, or it names none. */
  #offer(node: LiveNode<P>, message: ClientMessage | undefined): boolean {
    if (message === undefined || message.type === 'heartbeat' || message.jobId === null) return false;
    const { type, jobId } = message;
    const output = type === 'succeeded' || type === 'failed' ? message : undefined;
    return this.jobs?.nodeMessage(node.org, node.name, jobId, type, output) ?? false;
  }
}
