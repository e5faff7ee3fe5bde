import { formatFeedEvent } from '../http/event-stream/frame.ts';
import type { TraceEntry } from './trace-entry.ts';

/** What travels together: a reader takes one such piece at a time. */
const PIECE_BYTES = 65_536;

/**
 * What waits for one who follows a trace, as events of a stream. It holds so many bytes: what comes while it is full is
 * dropped, and how much that was is said behind what was held.
 */
export class TraceQueue {
  readonly #maxBytes: number;
  #frames: Buffer[] = [];
  #bytes = 0;
  #dropped = 0;
  #number = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Says what is followed; the first that a reader is told. */
  begin(following: Readonly<Record<string, unknown>>): void {
    this.#add(this.#frame('following', following));
  }

  add(entry: TraceEntry): void {
    const frame = this.#frame('entry', entry);
    if (this.#bytes + frame.byteLength > this.#maxBytes) {
      this.#dropped += 1;
      return;
    }
    this.#sayDropped();
    this.#add(frame);
  }

  /** What is to be sent next; undefined where there is nothing. */
  next(): Buffer | undefined {
    if (this.#frames.length === 0) this.#sayDropped();
    let [count, bytes] = [0, 0];
    for (const { byteLength } of this.#frames) {
      if (count > 0 && bytes + byteLength > PIECE_BYTES) break;
      count += 1;
      bytes += byteLength;
    }
    if (count === 0) return undefined;
    const piece = Buffer.concat(this.#frames.slice(0, count));
    this.#frames = this.#frames.slice(count);
    this.#bytes -= bytes;
    return piece;
  }

  #sayDropped(): void {
    if (this.#dropped === 0) return;
    this.#add(this.#frame('dropped', { count: this.#dropped }));
    this.#dropped = 0;
  }

  #add(frame: Buffer): void {
    this.#frames.push(frame);
    this.#bytes += frame.byteLength;
  }

  #frame(name: string, data: unknown): Buffer {
    this.#number += 1;
    return formatFeedEvent(name, String(this.#number), data);
  }
}
