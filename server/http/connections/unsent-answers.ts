import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../../protocol/time/clock.ts';

/** An answer that its client has not taken whole. */
interface Unsent {
  readonly payload: Buffer;
  readonly url: string;
  /** How much was left of it at the last look. */
  leftBytes: number;
}

/** An answer of which nothing is taken between two looks is given up. */
const LOOK_MS = 30_000;

export interface UnsentAnswersOptions {
  readonly clock: Clock;
  readonly maxBytes: number;
  /** An answer was cut off, since there was too much or nobody had read any of it for long. */
  readonly onCutOff: (url: string) => void;
}

/**
 * The answers that are on their way, and how many bytes they keep. Where it is too much, those that nobody reads are cut
 * off, the oldest first: whoever reads has his within a moment.
 */
export class UnsentAnswers {
  readonly #options: UnsentAnswersOptions;
  readonly #unsent = new Map<ServerResponse, Unsent>();
  /** How many answers each payload is; what is made once for many is kept once. */
  readonly #shared = new Map<Buffer, number>();
  #bytes = 0;
  #timer: Timer | undefined;

  constructor(options: UnsentAnswersOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** An answer is about to be sent. */
  add(response: ServerResponse, payload: Buffer, url: string): void {
    const sharers = this.#shared.get(payload) ?? 0;
    if (sharers === 0) this.#bytes += payload.byteLength;
    this.#shared.set(payload, sharers + 1);
    if (this.#bytes > this.#options.maxBytes) this.#makeRoom();
    this.#unsent.set(response, { payload, url, leftBytes: 0 });
    this.#timer ??= this.#options.clock.after(LOOK_MS, () => this.#look());
    response.once('close', () => this.#drop(response));
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #makeRoom(): void {
    for (const response of this.#unsent.keys()) {
      if (this.#bytes <= this.#options.maxBytes) return;
      // that of which nothing is left waits for nobody but this server
      if (response.writableLength > 0) this.#cutOff(response);
    }
  }

  #look(): void {
    for (const [response, answer] of this.#unsent) {
      const leftBytes = response.writableLength;
      if (leftBytes > 0 && leftBytes === answer.leftBytes) this.#cutOff(response);
      answer.leftBytes = leftBytes;
    }
    this.#timer = this.#unsent.size > 0 ? this.#options.clock.after(LOOK_MS, () => this.#look()) : undefined;
  }

  #cutOff(response: ServerResponse): void {
    this.#options.onCutOff(this.#unsent.get(response)?.url ?? '');
    this.#drop(response);
    response.destroy();
  }

  #drop(response: ServerResponse): void {
    const payload = this.#unsent.get(response)?.payload;
    if (payload === undefined) return;
    this.#unsent.delete(response);
    const sharers = (this.#shared.get(payload) ?? 1) - 1;
    if (sharers > 0) {
      this.#shared.set(payload, sharers);
    } else {
      this.#shared.delete(payload);
      this.#bytes -= payload.byteLength;
    }
  }
}
