import type { Readable } from 'node:stream';
import type { CapturedChannel } from './command.ts';

/** Reads a channel to its end. More than `maxBytes` is counted and not kept, so that a flood costs no memory. */
export class Capture {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(stream: Readable, maxBytes: number) {
    this.#maxBytes = maxBytes;
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    // a channel that breaks has said what it had to say: the command's end is told by the process
    stream.on('error', () => stream.destroy());
  }

  get channel(): CapturedChannel {
    const isWhole = this.#bytes <= this.#maxBytes;
    return { bytes: this.#bytes, text: isWhole ? Buffer.concat(this.#chunks).toString('utf8') : undefined };
  }

  #take(chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes <= this.#maxBytes) this.#chunks.push(chunk);
    else this.#chunks = [];
  }
}
