import { systemClock } from '../../protocol/time/clock.ts';
import type { ServerCommand } from '../../simulator/node/incoming.ts';
import { DEFAULT_PATIENCE_MS, GaveUp, type Patience } from '../gave-up.ts';
import type { ToldType } from './replies.ts';

/** A message of the server, of one type: a commit has the job's command, its options and its `jobId`, a run its `jobId`. */
export type ToldMessage<Told extends ToldType> = Extract<ServerCommand, { readonly type: Told }>;

/** Messages that nobody has taken; the oldest beyond them are forgotten. */
const MOST_KEPT = 1_000;
/** Of which an error tells. */
const MOST_SHOWN = 20;

interface Waiter {
  readonly told: ToldType;
  resolve(message: ServerCommand): void;
  giveUp(seen: string): void;
}

/** What a node was told, each message to be taken once, and whoever waits for the next. */
export class ToldMessages {
  readonly #node: string;
  readonly #untaken: ServerCommand[] = [];
  readonly #last: string[] = [];
  readonly #waiters = new Set<Waiter>();
  #closed: string | undefined;

  constructor(node: string) {
    this.#node = node;
  }

  /** Gives it to whoever waited first for its type, or keeps it. */
  add(message: ServerCommand): void {
    this.#last.push('jobId' in message ? `${message.type} for job ${message.jobId}` : message.type);
    if (this.#last.length > MOST_SHOWN) this.#last.shift();
    for (const waiter of this.#waiters) {
      if (waiter.told !== message.type) continue;
      waiter.resolve(message);
      return;
    }
    this.#untaken.push(message);
    if (this.#untaken.length > MOST_KEPT) this.#untaken.shift();
  }

  /** The oldest of this type that nobody has taken, or the next to come. @throws GaveUp with what the node was told */
  next<Told extends ToldType>(
    told: Told,
    { withinMs = DEFAULT_PATIENCE_MS }: Patience = {},
  ): Promise<ToldMessage<Told>> {
    const known = this.#untaken.findIndex(({ type }) => type === told);
    if (known >= 0) return Promise.resolve(this.#untaken.splice(known, 1)[0] as ToldMessage<Told>);
    return new Promise((resolve, reject) => {
      const over = (): void => {
        timer.cancel();
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        told,
        resolve: (message) => {
          over();
          resolve(message as ToldMessage<Told>);
        },
        giveUp: (seen) => {
          over();
          reject(new GaveUp(`${told} to ${this.#node}`, seen, withinMs));
        },
      };
      const timer = systemClock.after(withinMs, () => waiter.giveUp(this.#seen()));
      this.#waiters.add(waiter);
      if (this.#closed !== undefined) waiter.giveUp(this.#closed);
    });
  }

  /** Nothing comes any more. @param why as whoever waits is told */
  close(why: string): void {
    this.#closed = why;
    for (const waiter of this.#waiters) waiter.giveUp(why);
  }

  #seen(): string {
    return this.#last.length === 0 ? 'nothing' : `it was told ${this.#last.join(', ')}`;
  }
}
