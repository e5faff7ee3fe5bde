import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Store } from '../store/store.ts';
import {
  type AvailabilityRules,
  closeIntervals,
  countHeartbeat,
  isDown,
  newAvailability,
  silentDownAtMs,
} from './availability.ts';
import { LiveNode } from './live-node.ts';
import { NodeIndex } from './node-index.ts';
import { type NodeEffect, type NodeInput, type NodePhase, transition } from './node-table.ts';
import type { HeartbeatingNode, NodeAvailability, Nodes } from './nodes.ts';
import type { Peer } from './peer.ts';
import { Wheel } from './wheel.ts';

const ABORT: ServerMessage = { type: 'abort' };
const ACK: ServerMessage = { type: 'ack' };

const TICKS_PER_INTERVAL = 10;
const MIN_TICK_MS = 5;
const MAX_TICK_MS = 100;

export interface NodeSettings extends AvailabilityRules {
  readonly rehabIntervalMs: number;
  /** The longest a node's heartbeats go unchecked, in intervals. */
  readonly detectOfflineIntervals: number;
}

/** Hears of every turn in the lives of nodes. */
export interface NodeWatcher {
  appeared(org: string, node: string): void;
  answeredRehab(org: string, node: string): void;
  wentDown(org: string, node: string, lastHeartbeatAtMs: number): void;
  /** An incarnation that was replaced speaks again: two processes use the name. */
  claimedTwice(org: string, node: string): void;
}

export type JobInbox = Pick<Jobs, 'nodeMessage' | 'nodeDown' | 'isRunning' | 'awaits'>;

export interface LiveNodesOptions {
  readonly clock: Clock;
  readonly settings: NodeSettings;
  readonly store: Pick<Store, 'nodes'>;
  readonly log: Logger;
  readonly watcher: NodeWatcher;
}

/** The nodes that are heartbeating; the only place where a node's state meets peers, jobs, store and clock. */
export class LiveNodes<P extends Peer> implements Nodes {
  readonly #clock: Clock;
  readonly #settings: NodeSettings;
  readonly #store: Pick<Store, 'nodes'>;
  readonly #log: Logger;
  readonly #watcher: NodeWatcher;
  readonly #nodes = new NodeIndex<LiveNode<P>>();
  readonly #wheel: Wheel<LiveNode<P>>;
  #jobs: JobInbox | undefined;

  constructor({ clock, settings, store, log, watcher }: LiveNodesOptions) {
    this.#clock = clock;
    this.#settings = settings;
    this.#store = store;
    this.#log = log;
    this.#watcher = watcher;
    const shortestMs = Math.min(settings.intervalMs, settings.rehabIntervalMs);
    const tickMs = Math.min(Math.max(shortestMs / TICKS_PER_INTERVAL, MIN_TICK_MS), MAX_TICK_MS);
    this.#wheel = new Wheel({ clock, tickMs, wake: (node) => this.#wake(node) });
  }

  /** Begins to watch for silence; messages are handed to these jobs. */
  start(jobs: JobInbox): void {
    this.#jobs = jobs;
    this.#wheel.start();
  }

  stop(): void {
    this.#wheel.stop();
    this.#jobs = undefined;
  }

  get count(): number {
    return this.#nodes.size;
  }

  find(org: string, node: string): LiveNode<P> | undefined {
    return this.#nodes.get(org, node);
  }

  /** How many nodes are in each phase; walks over all of them. */
  countByPhase(): Readonly<Record<Exclude<NodePhase, 'down'>, number>> {
    const counts = { rehab: 0, idle: 0 };
    for (const { phase } of this.#nodes.values()) if (phase !== 'down') counts[phase] += 1;
    return counts;
  }

  isAvailable(org: string, node: string): boolean {
    return this.#nodes.get(org, node)?.phase === 'idle';
  }

  state(org: string, node: string): NodeAvailability | undefined {
    const live = this.#nodes.get(org, node);
    return live && { available: live.phase === 'idle' };
  }

  heartbeating(org: string): readonly HeartbeatingNode[] {
    return Array.from(this.#nodes.of(org), ({ name, phase }) => ({ name, available: phase === 'idle' })).sort(
      (a, b) => (a.name < b.name ? -1 : 1),
    );
  }

  send(org: string, node: string, message: ServerMessage): void {
    this.#nodes.get(org, node)?.peer.send(message);
  }

  sendMany(org: string, nodes: Iterable<string>, message: ServerMessage): void {
    for (const node of nodes) this.send(org, node, message);
  }

  rehab(org: string, node: string): void {
    const live = this.#nodes.get(org, node);
    if (live !== undefined) this.#apply(live, 'rehabOrdered');
  }

  /**
   * A verified message of an incarnation that is not the node's present one, or of a node of which nothing is kept: an
   * old life ends, and a new one begins.
   */
  meet(message: ClientMessage, peer: P): void {
    const { org, node: name, incarnationId } = message;
    const old = this.#nodes.get(org, name);
    if (old !== undefined) {
      if (old.replacedIncarnationId === incarnationId) this.#watcher.claimedTwice(org, name);
      this.#apply(old, 'replaced');
    }
    this.#handle(this.#begin(message, peer, old?.incarnationId), message);
  }

  /**
   * A verified message of the node's present incarnation.
   * @param moved it came from another address than the last one, which the peer has adopted
   */
  receive(node: LiveNode<P>, message: ClientMessage, moved: boolean): void {
    if (moved) this.#apply(node, 'moved');
    if (message.type !== 'heartbeat') {
      this.#handle(node, message);
      return;
    }
    node.availability = countHeartbeat(node.availability, this.#wheel.nowMs(), this.#settings);
    if (isDown(node.availability, this.#settings)) {
      // too little came before this heartbeat, which begins a new life
      this.#apply(node, 'silent');
      this.#handle(this.#begin(message, node.peer, undefined), message);
      return;
    }
    node.lastHeartbeatAtMs = this.#clock.now();
    this.#handle(node, message);
  }

  #begin(message: ClientMessage, peer: P, replacedIncarnationId: string | undefined): LiveNode<P> {
    const { org, node: name, incarnationId } = message;
    const nowMs = this.#wheel.nowMs();
    const availability = newAvailability(nowMs, this.#settings);
    const node = new LiveNode({
      org,
      name,
      incarnationId,
      peer,
      replacedIncarnationId,
      availability,
      nowMs: this.#clock.now(),
    });
    this.#checkLater(node, nowMs);
    this.#apply(node, 'appeared');
    return node;
  }

  #handle(node: LiveNode<P>, message: ClientMessage): void {
    switch (message.type) {
      case 'heartbeat':
        if (message.jobId !== null && !this.#jobs?.isRunning(node.org, message.jobId)) {
          this.#apply(node, 'unknownJob');
        }
        return;
      case 'aborted':
        this.#apply(node, 'aborted', message);
        return;
      default:
        this.#apply(node, 'answered', message);
    }
  }

  #wake(node: LiveNode<P>): void {
    // items stay in the wheel when their life ends, so this may be one of the dead
    if (node.phase === 'down') return;
    const nowMs = this.#wheel.nowMs();
    if (node.abortDueMs <= nowMs) this.#apply(node, 'abortDue');
    if (node.checkDueMs > nowMs) return;
    node.availability = closeIntervals(node.availability, nowMs, this.#settings);
    if (isDown(node.availability, this.#settings)) this.#apply(node, 'silent');
    else this.#checkLater(node, nowMs);
  }

  #checkLater(node: LiveNode<P>, nowMs: number): void {
    const { detectOfflineIntervals, intervalMs } = this.#settings;
    node.checkDueMs = Math.min(
      silentDownAtMs(node.availability, this.#settings),
      nowMs + detectOfflineIntervals * intervalMs,
    );
    this.#wheel.add(node, node.checkDueMs);
  }

  #apply(node: LiveNode<P>, input: NodeInput, message?: ClientMessage): void {
    const { phase, effects } = transition(node.phase, input);
    if (phase !== node.phase) this.#enter(node, phase);
    for (const effect of effects) this.#perform(effect, node, message);
  }

  #enter(node: LiveNode<P>, phase: NodePhase): void {
    if (node.phase === 'down') this.#nodes.set(node.org, node.name, node);
    if (phase === 'down') this.#nodes.delete(node.org, node.name);
    if (phase === 'rehab') node.abortsSent = 0;
    else node.abortDueMs = Number.POSITIVE_INFINITY;
    node.phase = phase;
    node.phaseSinceMs = this.#clock.now();
  }

  #perform(effect: NodeEffect, node: LiveNode<P>, message: ClientMessage | undefined): void {
    const { org, name } = node;
    switch (effect) {
      case 'showUp':
        this.#store.nodes.saveStatus(org, name, 'up', this.#clock.now());
        this.#watcher.appeared(org, name);
        this.#log.info({ org, node: name, incarnation: node.incarnationId }, 'node is up');
        return;
      case 'showDown':
        this.#store.nodes.saveStatus(org, name, 'down', this.#clock.now());
        this.#watcher.wentDown(org, name, node.lastHeartbeatAtMs);
        this.#log.info({ org, node: name, incarnation: node.incarnationId }, 'node is down');
        return;
      case 'showAvailable':
        this.#watcher.answeredRehab(org, name);
        this.#log.debug({ org, node: name }, 'node is available');
        return;
      case 'sendAbort':
        node.abortsSent += 1;
        node.abortDueMs = this.#wheel.nowMs() + this.#settings.rehabIntervalMs;
        this.#wheel.add(node, node.abortDueMs);
        node.peer.send(ABORT);
        return;
      case 'sendAck':
        node.peer.send(ACK);
        return;
      case 'tellJobsDown':
        this.#jobs?.nodeDown(org, name);
        return;
      case 'offerToJob':
        if (!this.#offer(node, message)) this.#apply(node, 'unknownJob');
        return;
      case 'offerToJobInProgress':
        this.#offer(node, message);
        return;
      case 'offerToWaitingJob':
        if (message?.jobId && this.#jobs?.awaits(org, name, message.jobId)) this.#offer(node, message);
        return;
    }
  }

  /** False: the job it names is not in progress, or it names none. */
  #offer(node: LiveNode<P>, message: ClientMessage | undefined): boolean {
    if (message === undefined || message.type === 'heartbeat' || message.jobId === null) return false;
    const { type, jobId } = message;
    const output = type === 'succeeded' || type === 'failed' ? message : undefined;
    return this.#jobs?.nodeMessage(node.org, node.name, jobId, type, output) ?? false;
  }
}
