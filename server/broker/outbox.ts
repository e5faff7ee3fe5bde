import type { Clock } from '../../protocol/time/clock.ts';
import { formatServerMessage, type ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import type { LabelCounter } from '../label-counter.ts';
import type { RoutedPeer } from './routed-peer.ts';

/**
 * Messages signed and sent in one turn of the event loop. A job on ten thousand nodes posts as many at once; others
 * are to be served in between.
 */
const BURST = 200;

export interface OutboxOptions {
  readonly clock: Clock;
  /** Gives a message to the socket without waiting. */
  readonly transmit: (
    message: readonly [identity: Buffer, header: string, body: string],
    peer: RoutedPeer,
  ) => void;
  readonly sent: LabelCounter;
  /** Counts those that are dropped as `shut_out`, since their node's session is over. */
  readonly undelivered: LabelCounter;
}

/** What is on its way to nodes, in the order in which it was posted. Messages are signed only when they leave. */
export class Outbox {
  readonly #options: OutboxOptions;
  #waiting: [RoutedPeer, ServerMessage][] = [];
  #next = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #stopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  post(peer: RoutedPeer, message: ServerMessage): void {
    if (this.#stopped) return;
    this.#waiting.push([peer, message]);
    this.#scheduled ??= setImmediate(() => this.#sendSome());
  }

  /** Drops what has not left, and whatever is posted later. */
  stop(): void {
    this.#stopped = true;
    clearImmediate(this.#scheduled);
    this.#waiting = [];
    this.#next = 0;
  }

  #sendSome(): void {
    this.#scheduled = undefined;
    const end = Math.min(this.#next + BURST, this.#waiting.length);
    while (this.#next < end) {
      const entry = this.#waiting[this.#next];
      this.#next += 1;
      if (entry !== undefined) this.#send(entry[0], entry[1]);
    }
    if (this.#next < this.#waiting.length) {
      this.#scheduled = setImmediate(() => this.#sendSome());
    } else {
      this.#waiting = [];
      this.#next = 0;
    }
  }

  #send(peer: RoutedPeer, message: ServerMessage): void {
    const { clock, transmit, sent, undelivered } = this.#options;
    if (peer.session.isOver) {
      undelivered.add('shut_out');
      return;
    }
    const text = formatServerMessage(message, { sequence: peer.nextSequence(), timestampMs: clock.now() });
    const [header, body] = signHmacMessage(text, peer.session.key);
    transmit([peer.identity, header, body], peer);
    sent.add(message.type);
  }
}
