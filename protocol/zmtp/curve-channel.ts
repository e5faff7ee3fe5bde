import { BOX_OVERHEAD_BYTES, NONCE_BYTES, openBox, sealBox } from '../curve/box.ts';
import { type Parsed, parsed, refused } from '../wire/parsed.ts';
import { type Frame, MORE, newFrame } from './frame.ts';
import type { Channel, ChannelRefusal } from './handshake.ts';

const SHORT_NONCE_AT = 16;
const SHORT_NONCE_BYTES = NONCE_BYTES - SHORT_NONCE_AT;
/** Of a number of ours: more than anybody sends in one connection. */
const COUNTED_BYTES = 6;
const NAME = Buffer.from('\x07MESSAGE', 'latin1');
/** Name, nonce, and a box with nothing in it but its flags. */
const OVERHEAD_BYTES = NAME.byteLength + SHORT_NONCE_BYTES + BOX_OVERHEAD_BYTES + 1;
/** In the flags within a box; that of `MORE` is the same as without. libzmq's own: the RFC knows no commands there. */
const COMMAND_WITHIN = 2;

/** How much longer a frame is when it is sealed, bytes. */
export const SEALED_OVERHEAD_BYTES = OVERHEAD_BYTES;

/** Which side of a connection one is, in the words of the nonces. */
export type Side = 'server' | 'client';

const MARKS = { server: 'S', client: 'C' } as const;

/** A nonce of MESSAGE from a side, whose last eight bytes are still to be set. */
const startOfNonce = (from: Side): Buffer =>
  Buffer.concat([Buffer.from(`CurveZMQMESSAGE${MARKS[from]}`), Buffer.alloc(SHORT_NONCE_BYTES)]);

/** A nonce of 24 bytes: a prefix of 16 and a number, as HELLO, INITIATE, READY and MESSAGE have it. */
export function shortNonce(prefix: string, number: bigint): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.write(prefix, 'latin1');
  nonce.writeBigUInt64BE(number, SHORT_NONCE_AT);
  return nonce;
}

/** An encrypted connection after its handshake: seals and opens the frames of messages. Source: RFC 26, "The MESSAGE Command". */
export class CurveChannel implements Channel {
  readonly #key: Uint8Array;
  readonly #sealNonce: Buffer;
  readonly #openNonce: Buffer;
  #lastSealed: number;
  #lastOpened: bigint;

  /**
   * @param key shared by the transient keys of both sides
   * @param sealed the last nonce of ours, and @param opened that of the other side, in the handshake
   */
  constructor(key: Uint8Array, side: Side, sealed: number, opened: bigint) {
    this.#key = key;
    this.#sealNonce = startOfNonce(side);
    this.#openNonce = startOfNonce(side === 'server' ? 'client' : 'server');
    this.#lastSealed = sealed;
    this.#lastOpened = opened;
  }

  /** A frame as it travels. As libzmq does, it is no command on the outside. */
  seal({ isCommand, hasMore, body }: Frame): Buffer {
    const content = Buffer.allocUnsafe(1 + body.byteLength);
    content[0] = (hasMore ? MORE : 0) | (isCommand ? COMMAND_WITHIN : 0);
    content.set(body, 1);
    this.#lastSealed += 1;
    this.#sealNonce.writeUIntBE(this.#lastSealed, NONCE_BYTES - COUNTED_BYTES, COUNTED_BYTES);
    const box = sealBox(content, this.#sealNonce, this.#key);
    const size = NAME.byteLength + SHORT_NONCE_BYTES + box.byteLength;
    const frame = newFrame(0, size);
    const nameAt = frame.byteLength - size;
    NAME.copy(frame, nameAt);
    this.#sealNonce.copy(frame, nameAt + NAME.byteLength, SHORT_NONCE_AT);
    frame.set(box, frame.byteLength - box.byteLength);
    return frame;
  }

  /** Opens a frame that came, whatever it says that it is on the outside. */
  open({ body }: Pick<Frame, 'body'>): Parsed<Frame, ChannelRefusal> {
    const boxAt = NAME.byteLength + SHORT_NONCE_BYTES;
    if (body.byteLength < OVERHEAD_BYTES || NAME.compare(body, 0, NAME.byteLength) !== 0) {
      return refused('bad_message');
    }
    const number = body.readBigUInt64BE(NAME.byteLength);
    if (number <= this.#lastOpened) return refused('bad_nonce');
    body.copy(this.#openNonce, SHORT_NONCE_AT, NAME.byteLength, boxAt);
    const content = openBox(body.subarray(boxAt), this.#openNonce, this.#key);
    if (content === undefined) return refused('bad_message');
    this.#lastOpened = number;
    const flags = content[0] ?? 0;
    return parsed({
      isCommand: (flags & COMMAND_WITHIN) !== 0,
      hasMore: (flags & MORE) !== 0,
      body: content.subarray(1),
    });
  }
}
