import type { Logger } from 'pino';
import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import type { Access } from '../access.ts';

export interface ReviewOptions {
  readonly access: Pick<Access, 'candidates'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Between the end of one review and the next. */
  readonly everyMs: number;
  readonly feeds: { review(): Promise<void> };
  /** Nodes whose clients are to be asked about: what is answered is told to whoever listens. */
  readonly nodes: { unconfirmed(): readonly { readonly org: string; readonly node: string }[] };
}

/**
 * Asks a Chef server again, now and then, about what lasts longer than the request that it was asked for: open feeds, and
 * nodes that have not asked for their configuration for long.
 */
export class Review {
  readonly #options: ReviewOptions;
  #timer: Timer | undefined;
  #stopped = false;

  constructor(options: ReviewOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock, everyMs } = this.#options;
    this.#timer = clock.after(everyMs, () => void this.#review());
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  async #review(): Promise<void> {
    const { access, feeds, nodes, log } = this.#options;
    await feeds.review();
    try {
      for (const { org, node } of nodes.unconfirmed()) await access.candidates(org, node);
    } catch (error) {
      log.warn({ err: error }, 'the clients of nodes cannot be asked about: the next time they are');
    }
    if (!this.#stopped) this.start();
  }
}
