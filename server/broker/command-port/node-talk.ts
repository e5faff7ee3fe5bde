import { formatCommand, formatPongBody, parseZmtpCommand } from '../../../protocol/zmtp/command.ts';
import { MAX_HANDSHAKE_BYTES, NOT_ADMITTED } from '../../../protocol/zmtp/curve-server.ts';
import type { Frame } from '../../../protocol/zmtp/frame.ts';
import {
  formatGreetingEnd,
  formatOldGreetingEnd,
  type Greeting,
  SOCKET_TYPE_BYTES,
} from '../../../protocol/zmtp/greeting.ts';
import type {
  Channel,
  ChannelRefusal,
  Handshake,
  HandshakeRefusal,
} from '../../../protocol/zmtp/handshake.ts';
import { type Metadata, socketTypeOf } from '../../../protocol/zmtp/metadata.ts';
import { CLEAR_CHANNEL } from '../../../protocol/zmtp/null-server.ts';
import { type Piece, type ReadRefusal, ZmtpReader } from '../../../protocol/zmtp/zmtp-reader.ts';
import { Assembly } from './assembly.ts';

/** Who may talk to a ROUTER. Source: RFC 28. */
const PARTNERS: Readonly<Record<string, number>> = {
  DEALER: SOCKET_TYPE_BYTES.DEALER,
  REQ: SOCKET_TYPE_BYTES.REQ,
  ROUTER: SOCKET_TYPE_BYTES.ROUTER,
};
const WE_ARE = { 'Socket-Type': 'ROUTER', Identity: '' } as const;
const NO_PARTNER = 'a DEALER is wanted';
const NO_PARTNER_ERROR = formatCommand(
  'ERROR',
  Buffer.concat([Buffer.of(NO_PARTNER.length), Buffer.from(NO_PARTNER)]),
);

/** What a step costs, beside a message, which costs 1: a handshake multiplies points of a curve. */
export const HANDSHAKE_COST = 16;
/** Bytes of a frame that cost as much as a message. */
const BYTES_OF_COST = 4_096;

/** Why a connection is refused before it is open. `not_admitted` has been counted by whoever did not admit it. */
export type NodeRefusal = ReadRefusal | HandshakeRefusal | 'mechanism' | 'socket_type' | 'not_admitted';

/** Why an open connection is cut. */
export type NodeCut = ReadRefusal | ChannelRefusal | 'bad_command' | 'message_too_long';

/** What came of a step. */
export type TalkStep =
  /** There was nothing to do: more has to come first. */
  | { readonly type: 'idle' }
  | { readonly type: 'done'; readonly cost: number }
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly reason: NodeRefusal }
  | { readonly type: 'cut'; readonly reason: NodeCut };

const IDLE: TalkStep = { type: 'idle' };
const CHEAP: TalkStep = { type: 'done', cost: 1 };
const COSTLY: TalkStep = { type: 'done', cost: HANDSHAKE_COST };
const OPENED: TalkStep = { type: 'opened' };

export interface NodeTalkOptions {
  readonly handshake: Handshake;
  /** Bytes of the longest message that is read, all of its frames, as it travels. */
  readonly maxMessageBytes: number;
  readonly reply: (bytes: Uint8Array) => void;
  /** Whether a client that has proved to have this key is let in; none without encryption. */
  readonly admit: (clientKey: Uint8Array | undefined) => boolean;
  readonly onMessage: (frames: Buffer[]) => void;
}

/**
 * What a node says on the command port, and what it is answered until its connection is open: greeting, handshake, whole
 * messages. It knows no socket. Source: RFC 37, RFC 25, RFC 26, RFC 15.
 */
export class NodeTalk {
  readonly #options: NodeTalkOptions;
  readonly #reader = new ZmtpReader(MAX_HANDSHAKE_BYTES);
  readonly #assembly: Assembly;
  #hear: (frame: Frame) => TalkStep;
  #channel: Channel | undefined;

  constructor(options: NodeTalkOptions) {
    this.#options = options;
    this.#assembly = new Assembly(options.maxMessageBytes);
    this.#hear = this.#hearHandshake;
  }

  /** Messages may be sent. */
  get isOpen(): boolean {
    return this.#channel !== undefined;
  }

  /** Bytes that wait to be read. */
  get waitingBytes(): number {
    return this.#reader.waitingBytes;
  }

  /** Takes what came; `step` reads it. */
  push(chunk: Buffer): void {
    this.#reader.push(chunk);
  }

  /** Reads the next piece of what came, and does what it asks for. */
  step(): TalkStep {
    const piece = this.#reader.next();
    return piece === undefined ? IDLE : this.#take(piece);
  }

  /** A message as it travels. To be called while it is open. */
  seal(frames: readonly (string | Uint8Array)[]): Buffer {
    const channel = this.#channel;
    if (channel === undefined) throw new Error('a message to a node whose handshake is not done');
    const last = frames.length - 1;
    return Buffer.concat(
      frames.map((frame, index) =>
        channel.seal({ isCommand: false, hasMore: index < last, body: bytesOf(frame) }),
      ),
    );
  }

  #take(piece: Piece): TalkStep {
    switch (piece.type) {
      case 'version':
        this.#options.reply(
          piece.version === 2
            ? formatOldGreetingEnd('ROUTER')
            : formatGreetingEnd(this.#mechanism, this.#isServer),
        );
        return CHEAP;
      case 'greeting':
        return this.#greet(piece.greeting);
      case 'frame':
        return this.#hear(piece);
      case 'refused':
        return { type: this.isOpen ? 'cut' : 'refused', reason: piece.reason };
    }
  }

  get #mechanism() {
    return this.#options.handshake.mechanism;
  }

  /** Without encryption no side is the server. Source: RFC 37, RFC 25. */
  get #isServer(): boolean {
    return this.#mechanism === 'CURVE';
  }

  #greet(greeting: Greeting): TalkStep {
    if (greeting.version === 3) return greeting.mechanism === this.#mechanism ? CHEAP : no('mechanism');
    // whoever speaks ZMTP 2.0 cannot encrypt
    if (this.#mechanism !== 'NULL') return no('mechanism');
    if (!Object.values(PARTNERS).includes(greeting.socketType)) return no('socket_type');
    this.#hear = this.#hearIdentity;
    return CHEAP;
  }

  #hearIdentity({ hasMore }: Frame): TalkStep {
    if (hasMore || !this.#options.admit(undefined)) return no('unexpected_command');
    return this.#open(CLEAR_CHANNEL);
  }

  #hearHandshake({ isCommand, body }: Frame): TalkStep {
    if (!isCommand) return no('unexpected_command');
    const step = this.#options.handshake.hear(body);
    if (step.type === 'refused') return step;
    if (step.type === 'asks') return this.#decide(step.clientKey, step.metadata);
    this.#options.reply(step.frame);
    return COSTLY;
  }

  #decide(clientKey: Uint8Array | undefined, metadata: Metadata): TalkStep {
    const { admit, reply, handshake } = this.#options;
    if (!Object.hasOwn(PARTNERS, socketTypeOf(metadata) ?? '')) {
      reply(NO_PARTNER_ERROR);
      return no('socket_type');
    }
    if (!admit(clientKey)) {
      reply(NOT_ADMITTED);
      return no('not_admitted');
    }
    const { frame, channel } = handshake.accept(WE_ARE);
    reply(frame);
    return this.#open(channel);
  }

  #open(channel: Channel): TalkStep {
    this.#channel = channel;
    // one frame may be the whole message; the assembly counts the same bytes again
    this.#reader.maxFrameBytes = this.#options.maxMessageBytes;
    this.#hear = (frame) => this.#hearTraffic(channel, frame);
    return OPENED;
  }

  #hearTraffic(channel: Channel, sealed: Frame): TalkStep {
    const frame = channel.open(sealed);
    if (!frame.ok) return { type: 'cut', reason: frame.reason };
    if (frame.value.isCommand) return this.#hearCommand(channel, frame.value.body);
    const message = this.#assembly.add(frame.value);
    if (message === 'message_too_long') return { type: 'cut', reason: message };
    if (message !== undefined) this.#options.onMessage(message);
    return { type: 'done', cost: 1 + Math.floor(sealed.body.byteLength / BYTES_OF_COST) };
  }

  /** Commands that nobody here knows are passed over, as libzmq does. */
  #hearCommand(channel: Channel, body: Buffer): TalkStep {
    const command = parseZmtpCommand(body);
    if (!command.ok) return { type: 'cut', reason: command.reason };
    if (command.value.name === 'PING') {
      const pong = { isCommand: true, hasMore: false, body: formatPongBody(command.value.data) };
      this.#options.reply(channel.seal(pong));
    }
    return CHEAP;
  }
}

function no(reason: NodeRefusal): TalkStep {
  return { type: 'refused', reason };
}

function bytesOf(frame: string | Uint8Array): Buffer {
  if (typeof frame === 'string') return Buffer.from(frame);
  return Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
}
