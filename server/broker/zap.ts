import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Context, Router } from 'zeromq';
import type { Admissions, KeyVerdict } from './admissions.ts';

const ADDRESS = 'inproc://zeromq.zap.01';
const VERSION = '1.0';
const MECHANISM = 'CURVE';
const KEY_BYTES = 32;

/** How often, and how far apart, a handler asks for its address: the one before may still be closing in the context. */
const BIND_ATTEMPTS = 500;
const BETWEEN_ATTEMPTS_MS = 2;

/** What was decided about a connection; `malformed` is a request that libzmq itself would not make. */
export type ZapVerdict = KeyVerdict | { readonly verdict: 'malformed' };

export interface ZapOptions {
  readonly context: Context;
  readonly admissions: Admissions;
  readonly log: Logger;
  readonly onVerdict: (verdict: ZapVerdict, address: string) => void;
}

/**
 * Answers libzmq's question whether a CURVE key may connect. A ROUTER rather than a REP, so that a herd of connections
 * is answered as fast as it asks. Source: protocol §4; ZeroMQ RFC 27.
 */
export class ZapHandler {
  readonly #options: ZapOptions;
  readonly #router: Router;

  constructor(options: ZapOptions) {
    this.#options = options;
    const { context } = options;
    // a reply never waits, so it never collides with the one before
    this.#router = new Router({
      context,
      linger: 0,
      sendTimeout: 0,
      sendHighWaterMark: 0,
      receiveHighWaterMark: 0,
    });
  }

  /** To be awaited before the command socket is bound: libzmq admits everybody while nobody answers. */
  async start(): Promise<void> {
    for (let attempt = 1; !(await this.#bound(attempt === BIND_ATTEMPTS)); attempt++) {
      await setTimeout(BETWEEN_ATTEMPTS_MS);
    }
    void this.#serve();
  }

  stop(): void {
    this.#router.close();
  }

  async #bound(isLastAttempt: boolean): Promise<boolean> {
    try {
      await this.#router.bind(ADDRESS);
      return true;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (isLastAttempt || !isTaken) throw error;
      return false;
    }
  }

  async #serve(): Promise<void> {
    while (!this.#router.closed) {
      try {
        this.#answer(await this.#router.receive());
      } catch (error) {
        // closing the socket ends the wait for a request with an error
        if (this.#router.closed) return;
        this.#options.log.error({ err: error }, 'a question about a CURVE key could not be answered');
        // should it fail again and again, everybody else still gets a turn
        await setImmediate();
      }
    }
  }

  #answer(frames: readonly Buffer[]): void {
    const [peer, delimiter, version, requestId, , address, , mechanism, key] = frames;
    if (peer === undefined || delimiter === undefined || requestId === undefined) return;
    const sound =
      version?.toString() === VERSION && mechanism?.toString() === MECHANISM && key?.byteLength === KEY_BYTES;
    const verdict: ZapVerdict = sound ? this.#options.admissions.connect(key) : { verdict: 'malformed' };
    const [status, text] = verdict.verdict === 'admitted' ? ['200', 'OK'] : ['400', 'not admitted'];
    this.#router.send([peer, delimiter, VERSION, requestId, status, text, '', '']).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'an answer about a CURVE key could not be sent');
    });
    this.#options.onVerdict(verdict, address?.toString() ?? '');
  }
}
