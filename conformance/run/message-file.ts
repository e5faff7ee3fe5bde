import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Envelope } from '@cucumber/messages';

/** Cucumber's messages of a run, one a line, written while they come. */
export class MessageFile {
  readonly #stream: WriteStream;
  readonly #closed: Promise<void>;

  /** @param onFailure told at once where the file cannot be written any more */
  constructor(path: string, onFailure: () => void) {
    this.#stream = createWriteStream(path);
    this.#closed = finished(this.#stream).catch((error: unknown) => {
      // the system says of a write which file it was only to whoever opened it
      throw Object.assign(error as Error, { path });
    });
    this.#closed.catch(onFailure);
  }

  write(envelope: Envelope): void {
    if (this.#stream.writable) this.#stream.write(`${JSON.stringify(envelope)}\n`);
  }

  /** @throws the system's error where something could not be written */
  async close(): Promise<void> {
    if (this.#stream.writable) this.#stream.end();
    await this.#closed;
  }
}
