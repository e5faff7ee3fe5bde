import { COMMAND_FLAG, type Frame, LONG, MORE } from './frame.ts';
import {
  type Greeting,
  type GreetingRefusal,
  greetingBytes,
  type MajorVersion,
  parseGreeting,
  parseGreetingStart,
} from './greeting.ts';

const SHORT_HEADER_BYTES = 2;
const LONG_HEADER_BYTES = 9;
const NOTHING = Buffer.alloc(0);

export type ReadRefusal = GreetingRefusal | 'bad_flags' | 'frame_too_long';

/** What stands next in the bytes of a peer. Bodies are views, good until more is read. */
export type Piece =
  /** Told before the rest of the greeting has come: it is what our own greeting goes on by. */
  | { readonly type: 'version'; readonly version: MajorVersion }
  | { readonly type: 'greeting'; readonly greeting: Greeting }
  | ({ readonly type: 'frame' } & Frame)
  /** Nothing that follows has a meaning. */
  | { readonly type: 'refused'; readonly reason: ReadRefusal };

/**
 * Cuts the bytes of a peer into its greeting and its frames, as they come. It holds what has come of one frame and no
 * more: a frame is refused by the length that it announces, and what was announced is not set aside before it is here.
 * Source: RFC 37, RFC 23, RFC 15.
 */
export class ZmtpReader {
  /** Bytes of the longest body that is read; may change between two frames. */
  maxFrameBytes: number;
  /** What is not read yet: `#held` from `#at` to `#end`. */
  #held: Buffer = NOTHING;
  #at = 0;
  #end = 0;
  /** Whether `#held` is a buffer of ours, with room to grow into, rather than what was given last. */
  #isOwn = false;
  #version: MajorVersion | undefined;
  #greeted = false;
  #refused: Piece | undefined;

  constructor(maxFrameBytes: number) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Bytes that wait to be read or completed. */
  get waitingBytes(): number {
    return this.#end - this.#at;
  }

  /** Takes more bytes. They are kept by reference until `next` has found nothing more; after a refusal none are kept. */
  push(chunk: Buffer): void {
    if (this.#refused !== undefined) return;
    if (this.waitingBytes === 0) {
      this.#held = chunk;
      this.#at = 0;
      this.#end = chunk.byteLength;
      this.#isOwn = false;
      return;
    }
    this.#makeRoom(chunk.byteLength);
    chunk.copy(this.#held, this.#end);
    this.#end += chunk.byteLength;
  }

  /** The next piece; undefined when it is not all there. After a refusal there is nothing but the refusal. */
  next(): Piece | undefined {
    if (this.#refused !== undefined) return this.#refused;
    const piece = this.#greeted ? this.#nextFrame() : this.#nextOfGreeting();
    if (piece === undefined) this.#letGo();
    else if (piece.type === 'refused') this.#refuse(piece);
    return piece;
  }

  #nextOfGreeting(): Piece | undefined {
    const bytes = this.#held.subarray(this.#at, this.#end);
    if (this.#version === undefined) {
      const start = parseGreetingStart(bytes);
      if (start === undefined) return undefined;
      if (!start.ok) return { type: 'refused', reason: start.reason };
      this.#version = start.value;
      return { type: 'version', version: start.value };
    }
    const length = greetingBytes(this.#version);
    if (bytes.byteLength < length) return undefined;
    this.#at += length;
    this.#greeted = true;
    return { type: 'greeting', greeting: parseGreeting(bytes, this.#version) };
  }

  #nextFrame(): Piece | undefined {
    const available = this.waitingBytes;
    if (available === 0) return undefined;
    const flags = this.#held[this.#at] ?? 0;
    // what is reserved is zero; a command is one frame, and ZMTP 2.0 has none
    const isCommand = (flags & COMMAND_FLAG) !== 0;
    const isWrong = flags > (MORE | LONG | COMMAND_FLAG) || (isCommand && (flags & MORE) !== 0);
    if (isWrong || (isCommand && this.#version === 2)) return { type: 'refused', reason: 'bad_flags' };

    const isLong = (flags & LONG) !== 0;
    const headerBytes = isLong ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
    if (available < headerBytes) return undefined;
    const size = isLong ? this.#longSize() : (this.#held[this.#at + 1] ?? 0);
    if (size > this.maxFrameBytes) return { type: 'refused', reason: 'frame_too_long' };
    if (available < headerBytes + size) return undefined;
    const bodyAt = this.#at + headerBytes;
    this.#at = bodyAt + size;
    const body = this.#held.subarray(bodyAt, this.#at);
    return { type: 'frame', isCommand, hasMore: (flags & MORE) !== 0, body };
  }

  #longSize(): number {
    return this.#held.readUInt32BE(this.#at + 1) * 2 ** 32 + this.#held.readUInt32BE(this.#at + 5);
  }

  #refuse(refusal: Piece): void {
    this.#refused = refusal;
    this.#held = NOTHING;
    this.#at = 0;
    this.#end = 0;
  }

  /** Keeps of what was given only what has not been read: the rest may be a part of something large. */
  #letGo(): void {
    if (this.waitingBytes === 0) {
      this.#held = NOTHING;
      this.#at = 0;
      this.#end = 0;
    } else if (!this.#isOwn) {
      this.#own(this.waitingBytes);
    }
  }

  /** Doubles, so that a frame that comes in many small parts is copied a few times only. */
  #makeRoom(bytes: number): void {
    const needed = this.waitingBytes + bytes;
    if (this.#isOwn && this.#end + bytes <= this.#held.byteLength) return;
    this.#own(Math.max(needed, 2 * this.waitingBytes));
  }

  #own(capacity: number): void {
    const own = Buffer.allocUnsafeSlow(capacity);
    this.#held.copy(own, 0, this.#at, this.#end);
    this.#end -= this.#at;
    this.#at = 0;
    this.#held = own;
    this.#isOwn = true;
  }
}
