import type { Socket } from 'node:net';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { Frames } from '../../../protocol/wire/frames.ts';
import { formatMessage } from '../../../protocol/zmtp/frame.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import type { Descriptors } from '../../descriptors.ts';
import type { TcpAddress } from '../../tcp-address.ts';
import { Deadlines } from '../deadlines.ts';
import { PortListener } from '../port-listener.ts';
import { ByteAllowance } from './byte-allowance.ts';
import { SubscriberTalk, type TalkRefusal } from './subscriber-talk.ts';

/** Subscribers that are sent to in one turn of the event loop; others are to be served in between. */
const BURST = 200;
/** Messages that wait for those before them to have gone to everybody. */
const MOST_WAITING = 10;

/**
 * Why a subscriber is cut off, or not let in: `full` where there are too many of them, `EMFILE` where this process may
 * have no more connections.
 */
export type SubscriberRefusal = TalkRefusal | 'full' | 'EMFILE' | 'too_many_bytes' | 'handshake_timeout';

/** `slow`: a subscriber has not taken those before. `busy`: those before are still on their way to others. */
export type SkipReason = 'slow' | 'busy';

/** What the subscribers may take of this server. */
export interface SubscriberBounds {
  readonly maxSubscribers: number;
  /** Of one subscriber. */
  readonly maxSubscriptions: number;
  /** That one may send: at once, and again in each minute. */
  readonly maxSubscriberBytes: number;
  /** Unsent to one, after which it is passed over. */
  readonly maxSubscriberBacklogBytes: number;
  readonly handshakeTimeoutMs: number;
}

export interface PublisherOptions {
  readonly clock: Clock;
  readonly bounds: SubscriberBounds;
  readonly descriptors: Descriptors;
  readonly onRefused: (reason: SubscriberRefusal, address: string | undefined) => void;
  /** The system could not accept a connection. */
  readonly onError: (error: Error) => void;
  readonly onSkipped: (reason: SkipReason, address: string | undefined) => void;
}

interface Subscriber {
  readonly socket: Socket;
  readonly talk: SubscriberTalk;
  readonly allowance: ByteAllowance;
}

interface Publication {
  readonly bytes: Buffer;
  /** Its first frame, by which it is subscribed to. */
  readonly start: string;
}

/**
 * Publishes to whoever subscribes, as a PUB socket of ZeroMQ. What a subscriber can make it keep is bounded in every
 * direction, which libzmq's is not: it stores subscriptions before anybody sees them. Source: protocol §4; RFC 29, RFC 37.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #most: number;
  readonly #listeners: PortListener[] = [];
  readonly #subscribers = new Set<Subscriber>();
  readonly #handshakes: Deadlines<Subscriber>;
  readonly #waiting: Publication[] = [];
  /** Those that the first of the waiting is still to be sent to. */
  #rest: Iterator<Subscriber> | undefined;
  #scheduled: NodeJS.Immediate | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
    const { clock, bounds, descriptors } = options;
    this.#handshakes = new Deadlines({
      clock,
      ms: bounds.handshakeTimeoutMs,
      onDue: (subscriber) => this.#cutOff(subscriber, 'handshake_timeout'),
    });
    // anybody may come here, so half of what there is stays for nodes and requests
    this.#most = Math.min(bounds.maxSubscribers, Math.ceil(descriptors.most / 2));
  }

  /** Connections, whether they have subscribed or not. */
  get count(): number {
    return this.#subscribers.size;
  }

  /** Whether a connection from an address gets messages that begin so; walks over all of them. */
  reaches(address: string, start: string): boolean {
    for (const { socket, talk } of this.#subscribers) {
      if (socket.remoteAddress === address && talk.wants(start)) return true;
    }
    return false;
  }

  /** Takes a port, beside those that it has, and resolves to it. @throws StartError */
  async bind(place: TcpAddress): Promise<number> {
    const { onRefused, onError } = this.#options;
    const listener = new PortListener({
      most: this.#most,
      onSocket: (socket) => this.#welcome(socket),
      onFull: (address) => onRefused('full', address),
      onError,
    });
    this.#listeners.push(listener);
    return listener.bind(place);
  }

  /** Sends a message to all who have subscribed to it, some now and the others in later turns. */
  send(frames: Frames): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#options.onSkipped('busy', undefined);
      return;
    }
    const [first = ''] = frames;
    this.#waiting.push({ bytes: formatMessage(frames), start: Buffer.from(first).toString('latin1') });
    if (this.#scheduled === undefined) this.#sendSome();
  }

  /** Ends all connections and resolves when its ports can be had again; calling it again does the same. */
  async stop(): Promise<void> {
    clearImmediate(this.#scheduled);
    this.#waiting.length = 0;
    this.#handshakes.stop();
    for (const { socket } of this.#subscribers) socket.destroy();
    await Promise.all(this.#listeners.map((listener) => listener.stop()));
  }

  #welcome(socket: Socket): void {
    const { clock, bounds, descriptors, onRefused } = this.#options;
    // one port alone never has more; several have no more together
    const refusal = descriptors.areUsedUp ? 'EMFILE' : this.count >= this.#most ? 'full' : undefined;
    if (refusal !== undefined) {
      onRefused(refusal, socket.remoteAddress);
      socket.destroy();
      return;
    }
    descriptors.hold(socket);
    const subscriber: Subscriber = {
      socket,
      talk: new SubscriberTalk({
        maxSubscriptions: bounds.maxSubscriptions,
        reply: (bytes) => {
          if (!this.#isBehind(socket)) socket.write(bytes);
        },
      }),
      allowance: new ByteAllowance(bounds.maxSubscriberBytes, clock.monotonic()),
    };
    this.#subscribers.add(subscriber);
    this.#handshakes.add(subscriber);
    socket.on('data', (chunk) => this.#receive(subscriber, chunk));
    // it is gone, however it went: nobody has to be told
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#subscribers.delete(subscriber);
      this.#handshakes.delete(subscriber);
    });
    socket.write(GREETING_START);
  }

  #receive(subscriber: Subscriber, chunk: Buffer): void {
    const { talk, allowance, socket } = subscriber;
    if (socket.destroyed) return;
    if (!allowance.take(chunk.byteLength, this.#options.clock.monotonic())) {
      this.#cutOff(subscriber, 'too_many_bytes');
      return;
    }
    const refusal = talk.receive(chunk);
    if (refusal !== undefined) this.#cutOff(subscriber, refusal);
    else if (talk.isOpen) this.#handshakes.delete(subscriber);
  }

  #cutOff({ socket }: Subscriber, reason: SubscriberRefusal): void {
    this.#options.onRefused(reason, socket.remoteAddress);
    socket.destroy();
  }

  #isBehind({ writableLength }: Socket): boolean {
    return writableLength > this.#options.bounds.maxSubscriberBacklogBytes;
  }

  #sendSome(): void {
    this.#scheduled = undefined;
    for (let visited = 0; visited < BURST; visited++) {
      const [publication] = this.#waiting;
      if (publication === undefined) return;
      this.#rest ??= this.#subscribers.values();
      const { value, done } = this.#rest.next();
      if (done) {
        this.#waiting.shift();
        this.#rest = undefined;
      } else if (value.talk.wants(publication.start)) {
        this.#sendTo(value.socket, publication.bytes);
      }
    }
    this.#scheduled = setImmediate(() => this.#sendSome());
  }

  #sendTo(socket: Socket, bytes: Buffer): void {
    if (this.#isBehind(socket)) this.#options.onSkipped('slow', socket.remoteAddress);
    else socket.write(bytes);
  }
}
