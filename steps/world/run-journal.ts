import type { GherkinDocument, Pickle } from '@cucumber/messages';
import { Journal } from '../../conformance/journal/journal.ts';
import { ATTEMPTS_VARIABLE, JOURNAL_VARIABLE } from '../../conformance/journal/places.ts';
import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { pickleTitle } from '../../conformance/scenarios/pickle-title.ts';
import { scenarioId } from '../../conformance/scenarios/scenario-id.ts';

/** The journal of this process, where the run wants one: the environment names the folder that it is written to. */
export class RunJournal {
  readonly #journal: Journal;
  readonly #attempts = new Map<string, number>();
  /** Of an earlier run of the same scenarios. */
  readonly #attemptsBefore: number;

  private constructor(journal: Journal, attemptsBefore: number) {
    this.#journal = journal;
    this.#attemptsBefore = attemptsBefore;
  }

  /** Undefined where the run wants none. */
  static async open(env: NodeJS.ProcessEnv): Promise<RunJournal | undefined> {
    const { [JOURNAL_VARIABLE]: folder = '', [ATTEMPTS_VARIABLE]: attempts = '0' } = env;
    const { CUCUMBER_WORKER_ID: worker = '0' } = env;
    if (folder === '') return undefined;
    const journal = await Journal.open({ folder, writer: `${worker}-${process.pid}` });
    return new RunJournal(journal, Number(attempts));
  }

  begin(document: GherkinDocument, pickle: Pickle): ScenarioJournal {
    const attempt = (this.#attempts.get(pickle.id) ?? this.#attemptsBefore) + 1;
    this.#attempts.set(pickle.id, attempt);
    return this.#journal.begin(scenarioId(document, pickle), pickleTitle(document, pickle), attempt);
  }

  /** @throws where something could not be written */
  close(): Promise<void> {
    return this.#journal.close();
  }
}
