import { World } from '@cucumber/cucumber';
import type { CaredFor, ClientCare } from '../../conformance/client/client-care.ts';
import type { ClientJournalEntry } from '../../conformance/client/testbed/client-event.ts';
import type { AnsweredConfigRequest } from '../../conformance/client/testbed/contact.ts';
import type { EndedClientJob, WantedJob } from '../../conformance/client/testbed/node-jobs.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { QUIRK_MEDIA_TYPE } from '../../conformance/run/attachments.ts';
import { type ClientQuirkName, QUIRKS } from '../../protocol/quirks/catalogue.ts';
import type { RunningClientJob } from './running-job.ts';
import type { ShownOptions } from './shown-options.ts';
import type { SilenceTried } from './silence.ts';

/** What a scenario about a client is given. */
export interface ClientPart {
  readonly testbed: Testbed;
  readonly care: ClientCare;
  readonly scenario: CaredFor;
  /** The quirks that the client may have. */
  readonly acceptedQuirks: readonly ClientQuirkName[];
}

/** What a step remembers for those after it. */
interface Remembered {
  /** A job that is over. */
  job: EndedClientJob;
  /** A job that goes on. */
  running: RunningClientJob;
  /** What is seen of the client from here on comes after the last act. */
  mark: number;
  /** The id in a message that the client is told and should not have been. */
  jobId: string;
  heartbeats: readonly ClientJournalEntry[];
  shown: ShownOptions;
  /** The request with which the client configured itself after the last restart of the server. */
  configured: AnsweredConfigRequest;
  silence: SilenceTried;
}

/** The World of a scenario about a client: the testbed that all share, and what its steps have to remember. */
export class ClientWorld extends World {
  /** Undefined where the run keeps no journal. */
  journal: ScenarioJournal | undefined;
  /** Its steps are under way: a failure is one of them. */
  isInSteps = false;
  /** A signal has ended the run in its middle. */
  wasInterrupted = false;
  hasFailed = false;
  /** What was seen of the client from here on is the scenario's own. */
  begunAt = { mark: 0, atMs: 0 };
  readonly #remembered: Partial<Remembered> = {};
  readonly #met = new Map<ClientQuirkName, string>();
  #part: ClientPart | undefined;

  begin(part: ClientPart, atMs: number): void {
    this.#part = part;
    this.begunAt = { mark: part.testbed.watch.mark(), atMs };
    this.isInSteps = true;
  }

  /** False where the scenario is not to be judged. */
  get hasBegun(): boolean {
    return this.#part !== undefined;
  }

  get testbed(): Testbed {
    return this.#given.testbed;
  }

  get care(): ClientCare {
    return this.#given.care;
  }

  get scenario(): CaredFor {
    return this.#given.scenario;
  }

  remember(what: Partial<Remembered>): void {
    Object.assign(this.#remembered, what);
  }

  /** What a step before this one remembered. @throws where none did */
  recall<K extends keyof Remembered>(name: K): Remembered[K] {
    const value = this.#remembered[name];
    if (value === undefined) throw new Error(`no step of the scenario remembers a ${name}`);
    return value as Remembered[K];
  }

  /** Runs a job on the client, when it is available, to its end. */
  async run(job: WantedJob): Promise<void> {
    this.remember({ job: await this.testbed.jobs.run(job) });
  }

  /**
   * Notes that the client has this quirk, with what was seen of it in a few words. The scenario goes on and judges the rest.
   */
  meet(name: ClientQuirkName, evidence: string): void {
    if (this.#met.has(name)) return;
    this.#met.set(name, evidence);
    this.attach(JSON.stringify({ name, evidence }), QUIRK_MEDIA_TYPE);
  }

  /** @throws Unmet for the first quirk that was met and that the client may not have */
  expectAcceptedQuirks(): void {
    for (const [name, evidence] of this.#met) {
      if (this.#given.acceptedQuirks.includes(name)) continue;
      throw new Unmet(`a client without the quirk ${name}`, `${QUIRKS[name].summary} (${evidence})`);
    }
  }

  get #given(): ClientPart {
    if (this.#part === undefined) throw new Error('the scenario has not begun');
    return this.#part;
  }
}
