import type { RestObserver } from '../../protocol/client/rest-observer.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { JournalEntry } from './entry.ts';
import type { JournalFile, ScenarioRow } from './journal-file.ts';
import { frameObserver, requestObserver } from './observe.ts';
import { type QuotedEntry, quote } from './quote.ts';

/** How much is kept; the rest is counted. */
export interface JournalLimits {
  /** Of each scenario, from its beginning. */
  readonly scenarioEntries: number;
  /** Of each scenario that failed, from its end. */
  readonly lastEntries: number;
  /** Of all scenarios of one process together. */
  readonly characters: number;
}

/** What is left of the limit that the scenarios of a process share. */
export interface Allowance {
  characters: number;
}

/** The journal of one scenario: takes what is seen, keeps as much of it as it may, and quotes the last of it. */
export class ScenarioJournal {
  /** Of a fleet. */
  readonly frames: ReturnType<typeof frameObserver>;
  /** Of a fleet, or of a client. */
  readonly requests: RestObserver;
  readonly #file: JournalFile;
  readonly #limits: JournalLimits;
  readonly #allowance: Allowance;
  readonly #row: Omit<ScenarioRow, 'outcome' | 'dropped'>;
  #last: { readonly entry: JournalEntry; readonly isKept: boolean }[] = [];
  #kept = 0;
  #dropped = 0;
  #isOver = false;

  constructor(
    file: JournalFile,
    row: Omit<ScenarioRow, 'outcome' | 'dropped'>,
    clock: Clock,
    limits: JournalLimits,
    allowance: Allowance,
  ) {
    this.#file = file;
    this.#row = row;
    this.#limits = limits;
    this.#allowance = allowance;
    this.frames = frameObserver((seen) => this.#note({ atMs: clock.now(), ...seen }));
    this.requests = requestObserver((seen) => this.#note({ atMs: clock.now(), ...seen }));
    this.#file.putScenario({ ...row, outcome: undefined, dropped: 0 });
  }

  /** The last entries, for the report of a failure. */
  quote(): readonly QuotedEntry[] {
    const entries = this.#last.map(({ entry }) => entry);
    return quote(entries, this.#row.begunMs);
  }

  /** @param outcome Cucumber's word for it, such as `PASSED`; what comes after this is not kept */
  end(outcome: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (outcome !== 'PASSED') {
      const missing = this.#last.slice(-this.#limits.lastEntries).filter(({ isKept }) => !isKept);
      for (const { entry } of missing) this.#file.addEntry(this.#row.number, entry);
      this.#dropped -= missing.length;
    }
    this.#file.putScenario({ ...this.#row, outcome, dropped: this.#dropped });
    this.#last = [];
  }

  #note(entry: JournalEntry): void {
    if (this.#isOver) return;
    const isKept = this.#mayKeep(entry);
    if (isKept) {
      this.#kept += 1;
      this.#file.addEntry(this.#row.number, entry);
    } else {
      this.#dropped += 1;
    }
    this.#last.push({ entry, isKept });
    // trimmed by the half, so that a full list does not move its entries each time
    const { lastEntries } = this.#limits;
    if (this.#last.length >= 2 * lastEntries) this.#last = this.#last.slice(-lastEntries);
  }

  #mayKeep({ subject, body }: JournalEntry): boolean {
    if (this.#kept >= this.#limits.scenarioEntries) return false;
    this.#allowance.characters -= subject.length + body.length;
    return this.#allowance.characters >= 0;
  }
}
