import type { Clock } from '../../protocol/time/clock.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { LabelCounter } from '../label-counter.ts';
import { NO_QUIRKS, type ServerQuirks } from '../quirks/choose-quirks.ts';
import { nodePolicies } from '../quirks/node-quirks.ts';
import { closeIntervals, countHeartbeat, isDown, newAvailability } from './availability.ts';
import { heartbeatsThatProve, runsCommand } from './deferral.ts';
import { type Life, LiveNode } from './live-node.ts';
import type { LiveNodeSettings } from './live-node-settings.ts';
import { type JobInbox, NodeEffects, type NodeEffectTargets, type NodeWatcher } from './node-effects.ts';
import { NodeIndex } from './node-index.ts';
import type { NodePolicies } from './node-policies.ts';
import { type NodeInput, type NodePhase, nodeTransition } from './node-table.ts';
import type { HeartbeatingNode, NodeAvailability, Nodes } from './nodes.ts';
import type { Peer } from './peer.ts';
import { Wheel } from './wheel.ts';

const TICKS_PER_INTERVAL = 10;
const MIN_TICK_MS = 5;
const MAX_TICK_MS = 100;
/** A heartbeat that comes after so many intervals, not one, is late. */
const LATE_INTERVALS = 1.5;

export interface LiveNodesOptions extends NodeEffectTargets {
  readonly settings: LiveNodeSettings;
  /** Default: none. */
  readonly quirks?: ServerQuirks;
  /** Counts the phases that nodes enter. */
  readonly changes: LabelCounter;
  /** Counts heartbeats that came well after they were due. */
  readonly late: LabelCounter;
  /** A node has begun a life more than are told to abort at once. */
  readonly onOneTooMany: (org: string, node: string) => void;
}

/** The nodes that are heartbeating: what is known of each, and when to look at it again. */
export class LiveNodes<P extends Peer> implements Nodes {
  readonly #clock: Clock;
  readonly #settings: LiveNodeSettings;
  readonly #policies: NodePolicies;
  readonly #watcher: NodeWatcher;
  readonly #effects: NodeEffects<P>;
  readonly #changes: LabelCounter;
  readonly #late: LabelCounter;
  readonly #onOneTooMany: LiveNodesOptions['onOneTooMany'];
  readonly #nodes = new NodeIndex<LiveNode<P>>();
  readonly #wheel: Wheel<LiveNode<P>>;
  #jobs: JobInbox | undefined;

  constructor(options: LiveNodesOptions) {
    const { clock, settings, watcher, changes, late } = options;
    this.#clock = clock;
    this.#settings = settings;
    this.#policies = nodePolicies(options.quirks ?? NO_QUIRKS);
    this.#watcher = watcher;
    this.#changes = changes;
    this.#late = late;
    this.#onOneTooMany = options.onOneTooMany;
    this.#effects = new NodeEffects(options, {
      abortLater: (node) => this.#abortAt(node, this.#wheel.nowMs() + settings.rehabIntervalMs),
      putOffAbort: (node) => this.#abortAt(node, node.newLivesSinceMs + settings.rehabIntervalMs),
      foundNoJob: (node) => this.#apply(node, 'unknownJob'),
    });
    const shortestMs = Math.min(settings.intervalMs, settings.rehabIntervalMs);
    const tickMs = Math.min(Math.max(shortestMs / TICKS_PER_INTERVAL, MIN_TICK_MS), MAX_TICK_MS);
    this.#wheel = new Wheel({ clock, tickMs, wake: (node) => this.#wake(node) });
  }

  /** Begins to watch for silence; messages are handed to these jobs. */
  start(jobs: JobInbox): void {
    this.#jobs = jobs;
    this.#effects.jobs = jobs;
    this.#wheel.start();
  }

  stop(): void {
    this.#wheel.stop();
    this.#jobs = undefined;
    this.#effects.jobs = undefined;
  }

  get count(): number {
    return this.#nodes.size;
  }

  find(org: string, node: string): LiveNode<P> | undefined {
    return this.#nodes.get(org, node);
  }

  /** The first node for which this holds; walks over all of them. */
  search(isWanted: (node: LiveNode<P>) => boolean): LiveNode<P> | undefined {
    for (const node of this.#nodes.values()) if (isWanted(node)) return node;
    return undefined;
  }

  /** How many nodes are in each phase; walks over all of them. */
  countByPhase(): Readonly<Record<Exclude<NodePhase, 'down'>, number>> {
    const counts = { deferred: 0, rehab: 0, idle: 0 };
    for (const { phase } of this.#nodes.values()) if (phase !== 'down') counts[phase] += 1;
    return counts;
  }

  isAvailable(org: string, node: string): boolean {
    return this.#nodes.get(org, node)?.phase === 'idle';
  }

  state(org: string, node: string): NodeAvailability | undefined {
    const live = this.#nodes.get(org, node);
    return live && { available: live.phase === 'idle', isNew: !live.wasAvailable };
  }

  heartbeating(org: string): readonly HeartbeatingNode[] {
    return Array.from(this.#nodes.of(org), ({ name, phase, wasAvailable }) => ({
      name,
      available: phase === 'idle',
      isNew: !wasAvailable,
    })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  send(org: string, node: string, message: ServerMessage): void {
    this.#nodes.get(org, node)?.life.peer.send(message);
  }

  sendMany(org: string, nodes: Iterable<string>, message: ServerMessage): void {
    for (const node of nodes) this.send(org, node, message);
  }

  rehab(org: string, node: string): void {
    const live = this.#nodes.get(org, node);
    if (live !== undefined) this.#apply(live, 'rehabOrdered');
  }

  /** The node is down at once, however well it heartbeats. */
  shutOut(org: string, node: string): void {
    const live = this.#nodes.get(org, node);
    if (live !== undefined) this.#apply(live, 'shutOut');
  }

  /**
   * A verified message of an incarnation that is not the node's present one, or of a node of which nothing is kept: an
   * old life ends, and a new one begins.
   */
  meet(message: ClientMessage, peer: P): void {
    const { org, node: name, incarnationId } = message;
    const old = this.#nodes.get(org, name);
    const replacedIncarnationId = old?.life.incarnationId;
    if (old !== undefined) {
      if (old.life.replacedIncarnationId === incarnationId) this.#watcher.claimedTwice(org, name);
      old.shortLives = old.hasSpokenAgain ? 0 : old.shortLives + 1;
      this.#apply(old, 'replaced');
    }
    this.#begin(message, { incarnationId, peer, replacedIncarnationId }, old, old && this.#countLife(old));
  }

  /**
   * A verified message of the node's present incarnation.
   * @param moved it came from another address than the last one, which the peer has adopted
   */
  receive(node: LiveNode<P>, message: ClientMessage, moved: boolean): void {
    if (moved) this.#apply(node, 'moved');
    node.hasSpokenAgain = true;
    node.shortLives = 0;
    if (message.type !== 'heartbeat') {
      this.#handle(node, message);
      return;
    }
    node.availability = countHeartbeat(node.availability, this.#wheel.nowMs(), this.#settings);
    if (isDown(node.availability, this.#settings)) {
      // too little came before this heartbeat, which begins a new life
      this.#apply(node, 'silent');
      this.#begin(message, { ...node.life, replacedIncarnationId: undefined }, node);
      return;
    }
    const nowMs = this.#clock.now();
    if (nowMs - node.lastHeartbeatAtMs > LATE_INTERVALS * this.#settings.intervalMs) this.#late.add('');
    node.lastHeartbeatAtMs = nowMs;
    this.#handle(node, message);
  }

  /** The first message of a life, of a node that was there before or is new. */
  #begin(message: ClientMessage, life: Life<P>, old: LiveNode<P> | undefined, isOneTooMany = false): void {
    const nowMs = this.#wheel.nowMs();
    const availability = newAvailability(nowMs, this.#settings);
    const node = old ?? new LiveNode(message.org, message.node, life, availability, this.#clock.now());
    node.life = life;
    node.wasAvailable = false;
    node.hasHeartbeat = false;
    node.hasSpokenAgain = false;
    node.availability = availability;
    node.lastHeartbeatAtMs = this.#clock.now();
    this.#checkLater(node, nowMs);
    node.heartbeatsToCome = heartbeatsThatProve(this.#settings);
    const input = runsCommand(message) ? 'appearedRunning' : 'appeared';
    this.#apply(node, isOneTooMany ? `${input}TooOften` : input);
    this.#handle(node, message);
  }

  /** Counts a life that takes the place of another. True: of these there are too many in this rehab interval. */
  #countLife(node: LiveNode<P>): boolean {
    const nowMs = this.#wheel.nowMs();
    if (nowMs - node.newLivesSinceMs >= this.#settings.rehabIntervalMs) {
      node.newLivesSinceMs = nowMs;
      node.newLives = 0;
    }
    node.newLives += 1;
    if (node.newLives <= this.#settings.maxNewLives) return false;
    this.#onOneTooMany(node.org, node.name);
    return true;
  }

  #handle(node: LiveNode<P>, message: ClientMessage): void {
    switch (message.type) {
      case 'heartbeat': {
        const isStrange = message.jobId !== null && !this.#jobs?.isRunning(node.org, message.jobId);
        node.hasHeartbeat = true;
        node.isBusy = message.jobState !== 'idle';
        node.namedJobId = message.jobId;
        node.strangeHeartbeats = isStrange ? node.strangeHeartbeats + 1 : 0;
        if (isStrange) this.#apply(node, 'unknownJob');
        break;
      }
      case 'aborted':
        this.#apply(node, 'aborted', message);
        break;
      default:
        this.#apply(node, 'answered', message);
    }
    if (node.phase === 'deferred') this.#endDeferral(node, message);
  }

  /** Goes on with the rehab of a deferred node where this message shows that it is safe. */
  #endDeferral(node: LiveNode<P>, message: ClientMessage): void {
    if (message.type === 'heartbeat') node.heartbeatsToCome -= 1;
    if (node.heartbeatsToCome <= 0 || !runsCommand(message)) this.#apply(node, 'mayAbort');
  }

  #abortAt(node: LiveNode<P>, dueMs: number): void {
    node.abortDueMs = dueMs;
    this.#wakeAt(node, dueMs);
  }

  #wakeAt(node: LiveNode<P>, dueMs: number): void {
    if (node.wakeDueMs <= dueMs) return;
    node.wakeDueMs = dueMs;
    this.#wheel.add(node, dueMs);
  }

  #wake(node: LiveNode<P>): void {
    const nowMs = this.#wheel.nowMs();
    // the wheel forgets nothing: this may be an earlier appointment, or one of a node that is down
    if (nowMs < node.wakeDueMs) return;
    node.wakeDueMs = Number.POSITIVE_INFINITY;
    if (node.abortDueMs <= nowMs) this.#apply(node, 'abortDue');
    if (node.checkDueMs <= nowMs) this.#check(node, nowMs);
    this.#wakeAt(node, Math.min(node.abortDueMs, node.checkDueMs));
  }

  #check(node: LiveNode<P>, nowMs: number): void {
    node.availability = closeIntervals(node.availability, nowMs, this.#settings);
    if (isDown(node.availability, this.#settings)) this.#apply(node, 'silent');
    else this.#checkLater(node, nowMs);
  }

  #checkLater(node: LiveNode<P>, nowMs: number): void {
    node.checkDueMs = this.#policies.checkDueMs(node.availability, nowMs, this.#settings);
    this.#wakeAt(node, node.checkDueMs);
  }

  #apply(node: LiveNode<P>, input: NodeInput, message?: ClientMessage): void {
    const { phase, effects } = nodeTransition(node.phase, input, this.#policies.table);
    if (phase !== node.phase) this.#enter(node, phase);
    for (const effect of effects) this.#effects.perform(effect, node, message);
  }

  #enter(node: LiveNode<P>, phase: NodePhase): void {
    if (node.phase === 'down') this.#nodes.set(node.org, node.name, node);
    if (phase === 'down') {
      this.#nodes.delete(node.org, node.name);
      node.checkDueMs = Number.POSITIVE_INFINITY;
    }
    if (phase !== 'rehab') node.abortDueMs = Number.POSITIVE_INFINITY;
    node.phase = phase;
    node.wasAvailable ||= phase === 'idle';
    this.#changes.add(phase);
    node.phaseSinceMs = this.#clock.now();
  }
}
