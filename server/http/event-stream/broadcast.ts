import type { Unsubscribe } from '../../feeds/feeds.ts';
import type { Reader } from './reader.ts';

/** Subscribes to a feed whose events come as frames. */
export type FrameSource = (onFrame: (frame: Buffer) => void, onEnd: () => void) => Unsubscribe;

/**
 * A feed told to all who read it: each event is written out once for all of them, and what happens in one turn of the
 * event loop travels in one write.
 */
export class Broadcast {
  readonly #readers = new Set<Reader>();
  readonly #unsubscribe: Unsubscribe;
  #untold: Buffer[] = [];
  #ended = false;

  constructor(subscribe: FrameSource) {
    this.#unsubscribe = subscribe(
      (frame) => this.#add(frame),
      () => this.#end(),
    );
  }

  /** From now on the reader is told everything. What happened before is history, for the caller to tell in this turn. */
  join(reader: Reader): void {
    this.#tell();
    if (this.#ended) reader.end();
    else this.#readers.add(reader);
  }

  /** True where nobody is left. */
  leave(reader: Reader): boolean {
    this.#readers.delete(reader);
    return this.#readers.size === 0;
  }

  stop(): void {
    this.#unsubscribe();
  }

  #add(frame: Buffer): void {
    if (this.#untold.length === 0) setImmediate(() => this.#tell());
    this.#untold.push(frame);
  }

  #tell(): void {
    if (this.#untold.length === 0) return;
    const frames = Buffer.concat(this.#untold);
    this.#untold = [];
    for (const reader of this.#readers) reader.write(frames);
  }

  #end(): void {
    this.#ended = true;
    this.#tell();
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }
}
