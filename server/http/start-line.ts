import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { setImmediate as othersServed } from 'node:timers/promises';
import { refusal } from './errors.ts';

/** What a name takes while its job is being started, beside its text. */
const NAME_BYTES = 200;
/** So often there is a body: as it came, as a text, as its parts, and as what is stored. */
const COPIES = 4;
const COMMA = 0x2c;

/**
 * What starting a job takes, told from its body before it is parsed: it has no more names than commas, and one.
 * @param mostNames a job with more is refused, so that no more are counted
 */
export function startingBytes(body: Buffer, mostNames: number): number {
  let names = 1;
  for (let at = body.indexOf(COMMA); at >= 0 && names <= mostNames; at = body.indexOf(COMMA, at + 1))
    names += 1;
  return COPIES * body.byteLength + NAME_BYTES * names;
}

/** Ends a turn; calling it again does nothing. */
export type LeaveLine = () => void;

export interface StartLineOptions {
  /** Bytes that jobs take which are being started. One alone may take more. */
  readonly maxBytes: number;
  /** A job has to wait. */
  readonly onWait: () => void;
  /** A turn of so many bytes has ended. */
  readonly onEnd: (bytes: number) => void;
}

/** A job that takes more than this part of all is large. */
const LARGE_PART = 1 / 256;

/**
 * Requests for jobs take turns, so many bytes of them at once; those that wait are their bodies alone. Large ones and small
 * ones have a half and a line each, so that none of a few nodes is ever behind one of very many.
 */
export class StartLine {
  readonly #options: StartLineOptions;
  readonly #large: TurnQueue;
  readonly #small: TurnQueue;

  constructor(options: StartLineOptions) {
    this.#options = options;
    this.#large = new TurnQueue(options.maxBytes / 2, options.onEnd);
    this.#small = new TurnQueue(options.maxBytes / 2, options.onEnd);
  }

  /** Bytes of jobs that are being started. */
  get bytes(): number {
    return this.#large.used + this.#small.used;
  }

  /** Jobs that wait. */
  get waiting(): number {
    return this.#large.waiting + this.#small.waiting;
  }

  /**
   * Resolves when it is the request's turn, which ends with its answer where nobody ends it before.
   * @throws HttpRefusal `bad_http` where whoever asked goes while the request waits
   */
  async enter(bytes: number, response: ServerResponse): Promise<LeaveLine> {
    const queue = bytes > this.#options.maxBytes * LARGE_PART ? this.#large : this.#small;
    const place = queue.join(bytes);
    finished(response, () => place.leave());
    if (!place.isTurn) {
      this.#options.onWait();
      await place.turn;
      // whoever ended its turn has kept the event loop busy, and this one will
      await othersServed();
    }
    return () => place.leave();
  }
}

interface QueuePlace {
  readonly isTurn: boolean;
  /** Rejects where the place is left before. */
  readonly turn: Promise<void>;
  leave(): void;
}

interface Waiting {
  readonly bytes: number;
  readonly begin: () => void;
}

/** Those whose turn it is, and those behind them in the order in which they came. */
class TurnQueue {
  readonly #maxBytes: number;
  readonly #onEnd: (bytes: number) => void;
  readonly #line = new Set<Waiting>();
  #used = 0;

  constructor(maxBytes: number, onEnd: (bytes: number) => void) {
    this.#maxBytes = maxBytes;
    this.#onEnd = onEnd;
  }

  get used(): number {
    return this.#used;
  }

  get waiting(): number {
    return this.#line.size;
  }

  join(bytes: number): QueuePlace {
    let state: 'waits' | 'has its turn' | 'has left' = 'waits';
    let leaveLine: () => void = () => undefined;
    const turn = new Promise<void>((resolve, reject) => {
      const waiting = {
        bytes,
        begin: () => {
          state = 'has its turn';
          resolve();
        },
      };
      this.#line.add(waiting);
      leaveLine = () => {
        this.#line.delete(waiting);
        reject(refusal('bad_http'));
      };
    });
    this.#goOn();
    return {
      get isTurn() {
        return state === 'has its turn';
      },
      turn,
      leave: () => {
        if (state === 'has left') return;
        const had = state;
        state = 'has left';
        if (had === 'waits') return leaveLine();
        this.#used -= bytes;
        this.#onEnd(bytes);
        this.#goOn();
      },
    };
  }

  #goOn(): void {
    for (const next of this.#line) {
      if (this.#used > 0 && this.#used + next.bytes > this.#maxBytes) return;
      this.#line.delete(next);
      this.#used += next.bytes;
      next.begin();
    }
  }
}
