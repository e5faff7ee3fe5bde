import {
  knownWord,
  type PlannedReply,
  REPLIES,
  type ReplyTo,
  type ToldType,
  type WrittenOutput,
} from './replies.ts';

/** The output belongs to the end of a command. */
type OutputOf<Reply> = Reply extends 'succeeded' | 'failed' ? [output?: WrittenOutput] : [];

/** What a node by hand is to do about one type of message, from now on. The last word counts. */
export class ToldRule<Told extends ToldType> {
  readonly #told: Told;
  readonly #set: (reply: PlannedReply | undefined) => void;
  readonly #afterMs: number;

  /** @param set takes the reply, or undefined for none */
  constructor(told: Told, set: (reply: PlannedReply | undefined) => void, afterMs = 0) {
    this.#told = told;
    this.#set = set;
    this.#afterMs = afterMs;
  }

  /**
   * Replies so each time. `succeeded` and `failed` ack the run first, and then end the command; with what it wrote, which
   * the server keeps of a job that captures output.
   * @throws TypeError for a reply that there is not
   */
  reply<Reply extends ReplyTo<Told>>(reply: Reply, ...[output]: OutputOf<Reply>): void {
    const replies: Readonly<Record<PropertyKey, PlannedReply['messages']>> = REPLIES[this.#told];
    knownWord(replies, reply, `reply to ${this.#told}`);
    this.#set({ messages: replies[reply] ?? [], afterMs: this.#afterMs, output });
  }

  /**
   * `reply` is to come so many milliseconds later, unless the node's process has ended by then. The ack of a run whose end
   * is replied comes at once all the same: it is the command that takes the time.
   * @throws RangeError for less than 0
   */
  after(afterMs: number): Pick<ToldRule<Told>, 'reply'> {
    if (!(afterMs >= 0)) throw new RangeError(`a reply cannot come after ${afterMs} ms; give 0 or more`);
    return new ToldRule(this.#told, this.#set, afterMs);
  }

  /** Does not reply. So it is from the start, but for `abort`, which the node answers by itself. */
  never(): void {
    this.#set(undefined);
  }
}
