import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { type Clock, systemClock } from '../../protocol/time/clock.ts';
import { JournalFile } from './journal-file.ts';
import { type Allowance, type JournalLimits, ScenarioJournal } from './scenario-journal.ts';

const LIMITS: JournalLimits = { scenarioEntries: 5_000, lastEntries: 600, characters: 256 * 1_024 * 1_024 };

export interface JournalOptions {
  /** Made where it does not exist. */
  readonly folder: string;
  /** Of the process that writes: two of one name in a folder would take each other's place. */
  readonly writer: string;
  readonly limits?: Partial<JournalLimits>;
  readonly clock?: Clock;
}

/** What one process of a run records: every message, request and event, by scenario. */
export class Journal {
  readonly #file: JournalFile;
  readonly #limits: JournalLimits;
  readonly #allowance: Allowance;
  readonly #clock: Clock;
  #scenarios = 0;

  private constructor(file: JournalFile, limits: JournalLimits, clock: Clock) {
    this.#file = file;
    this.#limits = limits;
    this.#allowance = { characters: limits.characters };
    this.#clock = clock;
  }

  static async open({ folder, writer, limits = {}, clock = systemClock }: JournalOptions): Promise<Journal> {
    makeFolder(folder);
    const file = await JournalFile.create(join(folder, `${writer}.journal.sqlite`));
    return new Journal(file, { ...LIMITS, ...limits }, clock);
  }

  /** @param attempt from 1 */
  begin(id: string, name: string, attempt: number): ScenarioJournal {
    this.#scenarios += 1;
    const row = { number: this.#scenarios, id, name, attempt, begunMs: this.#clock.now() };
    return new ScenarioJournal(this.#file, row, this.#clock, this.#limits, this.#allowance);
  }

  /** Writes what is left. @throws where something could not be written, now or before */
  close(): Promise<void> {
    return this.#file.close();
  }
}
