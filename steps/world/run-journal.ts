import type { GherkinDocument, Pickle } from '@cucumber/messages';
import { scenarioId } from '../../conform/scenarios/scenario-id.ts';
import { Journal } from '../../journal/journal.ts';
import { JOURNAL_VARIABLE } from '../../journal/places.ts';
import type { ScenarioJournal } from '../../journal/scenario-journal.ts';

/** The journal of this process, where the run wants one: the environment names the folder that it is written to. */
export class RunJournal {
  readonly #journal: Journal;
  readonly #attempts = new Map<string, number>();

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Undefined where the run wants none. */
  static async open(env: NodeJS.ProcessEnv): Promise<RunJournal | undefined> {
    const { [JOURNAL_VARIABLE]: folder = '', CUCUMBER_WORKER_ID: worker = '0' } = env;
    if (folder === '') return undefined;
    return new RunJournal(await Journal.open({ folder, writer: `${worker}-${process.pid}` }));
  }

  begin(document: GherkinDocument, pickle: Pickle): ScenarioJournal {
    const attempt = (this.#attempts.get(pickle.id) ?? 0) + 1;
    this.#attempts.set(pickle.id, attempt);
    return this.#journal.begin(scenarioId(document, pickle), pickle.name, attempt);
  }

  /** @throws where something could not be written */
  close(): Promise<void> {
    return this.#journal.close();
  }
}
