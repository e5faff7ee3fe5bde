import { formatCommand, formatPongBody, parseZmtpCommand } from '../../../protocol/zmtp/command.ts';
import { COMMAND_FLAG, formatFrame } from '../../../protocol/zmtp/frame.ts';
import {
  formatGreetingEnd,
  formatOldGreetingEnd,
  type Greeting,
  type MajorVersion,
  SOCKET_TYPE_BYTES,
} from '../../../protocol/zmtp/greeting.ts';
import type { HandshakeRefusal } from '../../../protocol/zmtp/handshake.ts';
import { socketTypeOf } from '../../../protocol/zmtp/metadata.ts';
import { NullServerHandshake } from '../../../protocol/zmtp/null-server.ts';
import { type Piece, type ReadRefusal, ZmtpReader } from '../../../protocol/zmtp/zmtp-reader.ts';
import { Subscriptions } from './subscriptions.ts';

/** The longest frame that a subscriber may send, bytes: a subscription, or what it says of its socket. */
export const MAX_SUBSCRIBER_FRAME_BYTES = 512;

const SUBSCRIBERS: readonly string[] = ['SUB', 'XSUB'];
const NOT_A_SUBSCRIBER = 'a subscriber is wanted';
const NOT_A_SUBSCRIBER_ERROR = formatCommand(
  'ERROR',
  Buffer.concat([Buffer.of(NOT_A_SUBSCRIBER.length), Buffer.from(NOT_A_SUBSCRIBER)]),
);

/** Why a subscriber is cut off for what it said. */
export type TalkRefusal =
  | ReadRefusal
  | 'mechanism'
  | 'socket_type'
  | HandshakeRefusal
  | 'unexpected_frame'
  | 'too_many_subscriptions';

type Frame = Extract<Piece, { type: 'frame' }>;
type Verdict = TalkRefusal | undefined;

/**
 * What a subscriber says and what it is answered: greeting, handshake without security, subscriptions. It speaks ZMTP
 * 3.1, 3.0 or 2.0. It knows no socket. Source: RFC 37, RFC 23, RFC 15.
 */
export class SubscriberTalk {
  readonly #reader = new ZmtpReader(MAX_SUBSCRIBER_FRAME_BYTES);
  readonly #subscriptions: Subscriptions;
  readonly #reply: (bytes: Uint8Array) => void;
  #hear: (frame: Frame) => Verdict = () => 'unexpected_frame';
  #isOpen = false;

  constructor(options: {
    readonly maxSubscriptions: number;
    /** Answers; may drop it where the subscriber reads nothing. */
    readonly reply: (bytes: Uint8Array) => void;
  }) {
    this.#subscriptions = new Subscriptions(options.maxSubscriptions);
    this.#reply = options.reply;
  }

  /** The handshake is done. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it is to get a message. @param start the message's first frame, as `latin1` */
  wants(start: string): boolean {
    return this.#subscriptions.wants(start);
  }

  /** Takes what came; gives why the subscriber is to be cut off, if it is. */
  receive(chunk: Buffer): Verdict {
    this.#reader.push(chunk);
    for (let piece = this.#reader.next(); piece !== undefined; piece = this.#reader.next()) {
      const verdict = this.#take(piece);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  }

  #take(piece: Piece): Verdict {
    switch (piece.type) {
      case 'version':
        return this.#answerVersion(piece.version);
      case 'greeting':
        return this.#greet(piece.greeting);
      case 'frame':
        return this.#hear(piece);
      case 'refused':
        return piece.reason;
    }
  }

  #answerVersion(version: MajorVersion): undefined {
    this.#reply(version === 2 ? formatOldGreetingEnd('PUB') : formatGreetingEnd('NULL', false));
  }

  #greet(greeting: Greeting): Verdict {
    if (greeting.version === 2) {
      if (greeting.socketType !== SOCKET_TYPE_BYTES.SUB) return 'socket_type';
      this.#hear = this.#hearIdentity;
      return undefined;
    }
    if (greeting.mechanism !== 'NULL') return 'mechanism';
    this.#hear = this.#hearReady;
    return undefined;
  }

  /** ZMTP 2.0 has no handshake but an identity, which means nothing here. */
  #hearIdentity({ hasMore }: Frame): Verdict {
    if (hasMore) return 'unexpected_frame';
    this.#open();
    return undefined;
  }

  #hearReady({ isCommand, body }: Frame): Verdict {
    if (!isCommand) return 'unexpected_frame';
    const handshake = new NullServerHandshake();
    const step = handshake.hear(body);
    if (step.type === 'refused') return step.reason;
    if (step.type !== 'asks' || !SUBSCRIBERS.includes(socketTypeOf(step.metadata) ?? '')) {
      this.#reply(NOT_A_SUBSCRIBER_ERROR);
      return 'socket_type';
    }
    this.#reply(handshake.accept({ 'Socket-Type': 'PUB' }).frame);
    this.#open();
    return undefined;
  }

  #open(): void {
    this.#isOpen = true;
    this.#hear = this.#hearTraffic;
  }

  #hearTraffic({ isCommand, body }: Frame): Verdict {
    return isCommand ? this.#hearCommand(body) : this.#hearMessage(body);
  }

  /** ZMTP 3.1. Commands that nobody here knows are passed over, as libzmq does. */
  #hearCommand(body: Buffer): Verdict {
    const command = parseZmtpCommand(body);
    if (!command.ok) return command.reason;
    const { name, data } = command.value;
    if (name === 'SUBSCRIBE') return this.#subscribe(data);
    if (name === 'CANCEL') this.#subscriptions.remove(data);
    if (name === 'PING') this.#reply(formatFrame(COMMAND_FLAG, formatPongBody(data)));
    return undefined;
  }

  /** ZMTP 3.0 and before. Other messages of a subscriber are passed over, as libzmq does. */
  #hearMessage(body: Buffer): Verdict {
    if (body[0] === 1) return this.#subscribe(body.subarray(1));
    if (body[0] === 0) this.#subscriptions.remove(body.subarray(1));
    return undefined;
  }

  #subscribe(prefix: Uint8Array): Verdict {
    return this.#subscriptions.add(prefix) ? undefined : 'too_many_subscriptions';
  }
}
