import type { ClientMessage } from '../../../protocol/wire/client-message.ts';
import { type ClientJournalEntry, clientEventText, lastEventsText, messagesIn } from './client-event.ts';
import type { ClientJournal } from './client-journal.ts';
import { CheckInterrupted, ClientEnded, Unmet } from './unmet.ts';
import type { Waits } from './waits.ts';

/** Waits for what the client does. */
export class Watch {
  readonly #seen: ClientJournal;
  readonly #waits: Waits;
  readonly #signal: AbortSignal;
  #isEnding = false;
  /** When its process was last started. */
  #lifeBegan = 0;

  constructor(seen: ClientJournal, waits: Waits, signal: AbortSignal) {
    this.#seen = seen;
    this.#waits = waits;
    this.#signal = signal;
  }

  /** What is seen from now on has this number or a greater one. */
  mark(): number {
    return this.#seen.all.length;
  }

  /** All that was seen since a mark. */
  since(mark: number): readonly ClientJournalEntry[] {
    return this.#seen.since(mark);
  }

  /** The mark of when the client's process was last started. */
  get lifeBegan(): number {
    return this.#lifeBegan;
  }

  /** From here on the end of the client's process is what was asked for. */
  expectEnd(): void {
    this.#isEnding = true;
  }

  /** The client's process is about to be started again. */
  beginLife(): void {
    this.#lifeBegan = this.mark();
    this.#isEnding = false;
  }

  /**
   * Waits until `look` finds something in what was seen since a mark.
   * @throws Unmet when the time is over, ClientEnded, CheckInterrupted
   */
  async until<T>(
    expected: string,
    mark: number,
    look: (entries: readonly ClientJournalEntry[]) => T | undefined,
    withinMs = this.#waits.answerMs,
  ): Promise<T> {
    const failure = (): Error =>
      new Unmet(`${expected} within ${withinMs} ms`, lastEventsText(this.since(mark)));
    const find = (): { readonly found: T } | { readonly ended: Error } | undefined => {
      const found = look(this.since(mark));
      if (found !== undefined) return { found };
      const ended = this.#end();
      return ended && { ended };
    };
    const outcome = await this.#unlessInterrupted(this.#seen.until(find, failure, withinMs));
    if ('ended' in outcome) throw outcome.ended;
    return outcome.found;
  }

  /** The first message since a mark of which this holds. @throws Unmet, ClientEnded, CheckInterrupted */
  untilMessage(
    expected: string,
    mark: number,
    wanted: (message: ClientMessage) => boolean,
    withinMs = this.#waits.answerMs,
  ): Promise<ClientMessage> {
    return this.until(expected, mark, (entries) => messagesIn(entries).find(wanted), withinMs);
  }

  /** @throws ClientEnded, CheckInterrupted */
  assertGoingOn(): void {
    if (this.#signal.aborted) throw new CheckInterrupted('interrupted');
    const ended = this.#end();
    if (ended) throw ended;
  }

  /** The error where the client's process has ended by itself. */
  #end(): ClientEnded | undefined {
    if (this.#isEnding) return undefined;
    const ended = this.since(this.#lifeBegan).find(({ kind }) => kind === 'ended');
    return ended && new ClientEnded(clientEventText(ended));
  }

  async #unlessInterrupted<T>(waiting: Promise<T>): Promise<T> {
    const ended = new AbortController();
    const interrupted = new Promise<never>((_resolve, reject) => {
      const cut = (): void => reject(new CheckInterrupted('interrupted'));
      if (this.#signal.aborted) cut();
      else this.#signal.addEventListener('abort', cut, { once: true, signal: ended.signal });
    });
    // the wait that loses gives up later, and nobody listens any more
    waiting.catch(() => undefined);
    try {
      return await Promise.race([waiting, interrupted]);
    } finally {
      ended.abort();
    }
  }
}
