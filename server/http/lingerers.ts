import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../protocol/time/clock.ts';

/** How long, and how much, is still taken from a client that has not finished sending. */
const LINGER_MS = 1_000;
const LINGER_BYTES = 1_048_576;
/** So many are read from at once: what comes from them is thrown away, and others are to be served meanwhile. */
const AT_ONCE = 8;
/** Each keeps some 64 KB that it has sent. Where there are more, the first of them have lingered long enough. */
const MOST = 200;

interface Lingerer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly timer: Timer;
  isReadFrom: boolean;
}

/**
 * Clients that have their answer and go on sending. A connection closed while bytes come in is reset, and the client may
 * never see its answer: so a little more is taken and thrown away first. A client that sends more than that is left
 * waiting for the end of it.
 */
export class Lingerers {
  readonly #clock: Clock;
  readonly #lingerers = new Set<Lingerer>();
  #readFrom = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the response when the request is over, or after a while; its payload has been written. */
  add(request: IncomingMessage, response: ServerResponse): void {
    const timer = this.#clock.after(LINGER_MS, () => this.#finish(lingerer));
    const lingerer: Lingerer = { request, response, timer, isReadFrom: false };
    this.#lingerers.add(lingerer);
    const finish = () => this.#finish(lingerer);
    request.once('end', finish).once('close', finish);
    const [first] = this.#lingerers;
    if (this.#lingerers.size > MOST && first !== undefined) this.#finish(first);
    else this.#readFromSome();
  }

  #readFromSome(): void {
    for (const lingerer of this.#lingerers) {
      if (this.#readFrom >= AT_ONCE) return;
      if (!lingerer.isReadFrom) this.#read(lingerer);
    }
  }

  #read(lingerer: Lingerer): void {
    const { request } = lingerer;
    lingerer.isReadFrom = true;
    this.#readFrom += 1;
    let taken = 0;
    request.on('data', (chunk: Buffer) => {
      taken += chunk.byteLength;
      if (taken > LINGER_BYTES) request.pause();
    });
    request.resume();
  }

  #finish(lingerer: Lingerer): void {
    if (!this.#lingerers.delete(lingerer)) return;
    lingerer.timer.cancel();
    lingerer.response.end();
    if (lingerer.isReadFrom) this.#readFrom -= 1;
    this.#readFromSome();
  }
}
