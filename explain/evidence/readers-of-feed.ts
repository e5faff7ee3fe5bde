import type { Fields } from '../../protocol/wire/fields.ts';
import type { EvidenceCollector } from './collector.ts';
import type { EvidencePlace, SeenEvent } from './evidence.ts';
import { areOfOrganisation, seenEvent } from './seen-event.ts';

/** The readers of one feed in a journal, which does not say which of them was given an event: one capture is made of all. */
export class ReadersOfFeed {
  readonly #jobId: string | undefined;
  readonly #at: EvidencePlace;
  readonly #collector: EvidenceCollector;
  readonly #events: SeenEvent[] = [];
  readonly #known = new Set<string>();
  /** A reader has come, and was given nothing yet. */
  #isNew = true;
  #isAfterGap = false;

  constructor(jobId: string | undefined, at: EvidencePlace, collector: EvidenceCollector) {
    this.#jobId = jobId;
    this.#at = at;
    this.#collector = collector;
  }

  /** One more reader has connected. */
  connected(): void {
    this.#isNew = true;
  }

  /** @param data undefined where it was not kept whole */
  event(name: string, id: string, data: Fields | undefined): void {
    // who is given `start` is given all that follows; another may have missed what came before
    if (this.#isNew && name !== 'start') this.#isAfterGap = true;
    this.#isNew = false;
    // it stands for what one of the readers has missed
    if (data === undefined || name === 'start_of_history') {
      this.#isAfterGap = true;
      return;
    }
    const key = JSON.stringify([name, id]);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const isAfterGap = this.#isAfterGap && this.#events.length > 0;
    this.#events.push(seenEvent(name, id, data, { at: this.#at, isAfterGap }));
    this.#isAfterGap = false;
  }

  end(isIncomplete: boolean): void {
    // one reader may have been given an event before another was given the one before
    const events = this.#events.toSorted((one, other) => (one.micros ?? 0) - (other.micros ?? 0));
    this.#collector.capture(events, {
      of: this.#jobId === undefined || areOfOrganisation(events) ? 'organisation' : 'job',
      jobId: this.#jobId,
      isClosed: true,
      endsInGap: isIncomplete || this.#isAfterGap,
    });
  }
}
