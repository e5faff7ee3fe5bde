import type { Timer } from '../../protocol/time/clock.ts';
import type { AppliedBehaviour, Arrival, ReshapedInput } from '../behaviours/behaviour.ts';
import { type EffectsListener, VirtualNodeEffects } from './effects.ts';
import type { NodeHost } from './host.ts';
import type { ServerCommand } from './incoming.ts';
import type { VirtualNodeInput } from './inputs.ts';
import { type JournalEvent, NodeJournal } from './journal.ts';
import { virtualNodeTransition } from './machine.ts';
import type { NodeObserver } from './observer.ts';
import type { Send, VirtualNodeEffect } from './planned.ts';
import { Rehab } from './rehab.ts';
import { AWAY_NODE, type VirtualNodeState } from './state.ts';
import { AWAY_STATUS, type NodeStatus, statusOf } from './status.ts';

export interface VirtualNodeOptions {
  readonly host: NodeHost;
  readonly observer: NodeObserver<VirtualNode>;
  readonly behaviours: readonly AppliedBehaviour[];
  /** Entries that its journal keeps. */
  readonly journalCapacity: number;
}

/** An input that waits for its turn. */
interface Waiting {
  readonly input: VirtualNodeInput;
  /** So many of the node's behaviours have heard it. */
  readonly heardBy: number;
}

/** Acts that a frozen process is late with; more than so many are forgotten. */
const MAX_HELD = 1_000;

/** A push client of ours: the machine decides, behaviours reshape, the effects are done. */
export class VirtualNode {
  readonly name: string;
  readonly org: string;
  readonly journal: NodeJournal;
  readonly #host: NodeHost;
  readonly #observer: NodeObserver<VirtualNode>;
  readonly #effects: VirtualNodeEffects;
  #behaviours: readonly AppliedBehaviour[];
  /** What the network does to its messages: nearer to the wire than all that it does itself. */
  #network: readonly AppliedBehaviour[] = NO_FAULTS;
  #state: VirtualNodeState = AWAY_NODE;
  readonly #rehab = new Rehab();
  #status: NodeStatus = AWAY_STATUS;
  /** Inputs that came while another one was worked on. */
  readonly #inputs: Waiting[] = [];
  #working = false;
  /** What a frozen process is late with; undefined while it is not frozen. */
  #held: (() => void)[] | undefined;
  #thaw: Timer | undefined;

  constructor(options: VirtualNodeOptions) {
    this.#host = options.host;
    this.#observer = options.observer;
    this.#behaviours = options.behaviours;
    this.name = options.host.name;
    this.org = options.host.org;
    this.journal = new NodeJournal(options.journalCapacity);
    this.#effects = new VirtualNodeEffects(options.host, this.#listener());
  }

  get status(): NodeStatus {
    return this.#status;
  }

  /** Id of the present or last life of its process, a UUID; empty before the first. */
  get incarnationId(): string {
    return this.#effects.incarnationId;
  }

  /**
   * The incarnation of the server whose config it has. Undefined before it has any, and while it asks for another: its
   * connection is about to be given up, and what is sent over it may be lost.
   */
  get configuredBy(): string | undefined {
    const { configuring, rules } = this.#state;
    return configuring ? undefined : rules?.serverIncarnation;
  }

  /** How far its clock is off at present. */
  get clockOffsetMs(): number {
    return this.#effects.clockOffsetMs;
  }

  get isFrozen(): boolean {
    return this.#held !== undefined;
  }

  /** Starts its process; nothing where it runs. */
  start(): void {
    this.#input({ type: 'born' });
  }

  /**
   * Ends its process without a word to the server, and what it runs with it. It comes back by itself after the time,
   * where one is given, as another incarnation.
   */
  crash(returnsAfterMs?: number): void {
    this.#wake();
    this.#input(returnsAfterMs === undefined ? { type: 'died' } : { type: 'died', returnsAfterMs });
  }

  /** Ends its process and starts it again, as another incarnation. */
  restart(): void {
    this.crash();
    this.start();
  }

  /** Opens its sockets anew, as after a break of the network: the same incarnation, another connection. */
  reconnect(): void {
    this.#input({ type: 'networkChanged' });
  }

  /** Its process stands still, for a time or until `thaw`; its connections stay. */
  freeze(forMs?: number): void {
    this.#thaw?.cancel();
    this.#thaw = forMs === undefined ? undefined : this.#host.clock.after(forMs, () => this.thaw());
    this.#held ??= [];
  }

  /** Goes on, with what it is late with first. */
  thaw(): void {
    for (const act of this.#wake()) act();
  }

  /** Behaves otherwise from now on. */
  behave(behaviours: readonly AppliedBehaviour[]): void {
    this.#behaviours = behaviours;
  }

  /** Has the network do this to its messages from now on. */
  suffer(faults: readonly AppliedBehaviour[]): void {
    this.#network = faults;
  }

  /** Does something of its own accord, past its behaviours: for what no behaviour is made for. */
  perform(...effects: readonly VirtualNodeEffect[]): void {
    for (const effect of effects) this.#effects.perform(effect);
  }

  /** Methods rather than arrows: where names are kept by the compiler, each arrow of a fleet would carry its own. */
  #listener(): EffectsListener {
    const node = this;
    return {
      input(input, heardBy) {
        node.#input(input, heardBy);
      },
      sent(message) {
        node.#sent(message);
      },
      received(message) {
        node.#whenAwake(() => node.#received(message));
      },
      refused(reason) {
        node.#observer.refused(node, reason);
        node.#record({ what: 'refused', reason });
      },
      configFailed(error) {
        node.#observer.configFailed(node, error);
        node.#record({ what: 'configFailed', error });
      },
      freeze(forMs) {
        node.freeze(forMs);
      },
      whenAwake(act) {
        node.#whenAwake(act);
      },
    };
  }

  #whenAwake(act: () => void): void {
    if (!this.#held) act();
    else if (this.#held.length < MAX_HELD) this.#held.push(act);
  }

  /** Ends a freeze; gives what the process is late with. */
  #wake(): readonly (() => void)[] {
    const held = this.#held ?? [];
    this.#thaw?.cancel();
    this.#thaw = undefined;
    this.#held = undefined;
    return held;
  }

  #input(input: VirtualNodeInput, heardBy = 0): void {
    if (this.#held) {
      this.#whenAwake(() => this.#input(input, heardBy));
      return;
    }
    this.#inputs.push({ input, heardBy });
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) this.#work(next);
    } finally {
      this.#working = false;
    }
  }

  #work(waiting: Waiting): void {
    const nowMs = this.#host.clock.now();
    const input = this.#hear(waiting, nowMs);
    if (!input) return;
    const before = this.#state;
    const { node, effects } = virtualNodeTransition(before, input);
    this.#state = node;
    if (node.life === 'away') this.#rehab.died();
    else if (node.serverIncarnation !== before.serverIncarnation || effects.some(opensSockets)) {
      this.#rehab.lostTouch();
    }
    if (input.type === 'commandEnded') {
      this.#observer.commandEnded(this, input.jobId, input.result);
      this.#record({ what: 'commandEnded', jobId: input.jobId, result: input.result });
    }
    if (input.type === 'timer' && input.timer === 'interval') this.#record({ what: 'intervalOver' });

    let planned = effects;
    for (const behaviour of this.#behaviours) planned = behaviour.reshape(planned, { node, input, nowMs });
    for (const fault of this.#network) planned = fault.reshape(planned, { node, input, nowMs });
    for (const effect of planned) this.#effects.perform(effect);
    this.#noteStatus();
  }

  /** What the network and the behaviours leave of an input; undefined where it does not come, or not now. */
  #hear({ input: given, heardBy }: Waiting, nowMs: number): VirtualNodeInput | undefined {
    let input = given;
    const count = this.#network.length + this.#behaviours.length;
    for (let index = heardBy; index < count; index++) {
      const behaviour = this.#network[index] ?? this.#behaviours[index - this.#network.length];
      const heard = behaviour ? behaviour.hear(input, { node: this.#state, nowMs }) : input;
      if (!heard) return undefined;
      if (!isList(heard)) {
        input = heard;
        continue;
      }
      for (const { input: arriving, delayMs } of heard) {
        this.#effects.perform({ type: 'arrive', input: arriving, heardBy: index + 1, delayMs });
      }
      return undefined;
    }
    return input;
  }

  #sent(message: Send): void {
    this.#observer.sent(this, message);
    this.#record({ what: 'sent', message });
    if (message.content.type !== 'aborted' || !isTaken(message)) return;
    this.#rehab.answered();
    this.#noteStatus();
  }

  #received(message: ServerCommand): void {
    this.#observer.received(this, message);
    this.#record({ what: 'received', message });
    if (message.type === 'abort') this.#rehab.toldToAbort();
    if (message.type === 'ack') this.#rehab.acknowledged();
    this.#input(message.type === 'commit' ? { type: 'commit', order: message } : message);
  }

  #noteStatus(): void {
    const before = this.#status;
    const status = statusOf(this.#state, this.#rehab.isOver, before);
    if (status === before) return;
    this.#status = status;
    this.#observer.statusChanged(this, status, before);
    this.#record({ what: 'status', status });
  }

  #record(event: JournalEvent): void {
    if (this.journal.isRead) this.journal.record({ ...event, atMs: this.#host.clock.now() });
  }
}

const NO_FAULTS: readonly AppliedBehaviour[] = [];

function isList(heard: Exclude<ReshapedInput, undefined>): heard is readonly Arrival[] {
  return Array.isArray(heard);
}

function opensSockets({ type }: VirtualNodeEffect): boolean {
  return type === 'openSockets';
}

/** False for a message that a server must drop, or take for another one. */
function isTaken({ damage, forged = {} }: Send): boolean {
  const { node, org, type, timestampByMs } = forged;
  const isForged = [node, org, type, timestampByMs].some((value) => value !== undefined);
  return !isForged && (damage === undefined || damage === 'replayed');
}
