import { type Envelope, TestStepResultStatus } from '@cucumber/messages';
import type { Candidate } from '../../plan/candidate.ts';
import { QUIRK_MEDIA_TYPE } from '../../run/attachments.ts';

/** What a run found out about a scenario. */
export interface Judged {
  /** Names of the quirks that it met, sorted. */
  readonly met: readonly string[];
  /** Why it did not pass. */
  readonly failure: string | undefined;
}

/** Reads of Cucumber's messages which quirks each scenario met, and whether it passed. */
export class JudgedScenarios {
  readonly #idByPlace: ReadonlyMap<string, string>;
  readonly #idByPickle = new Map<string, string>();
  readonly #idByCase = new Map<string, string>();
  readonly #idByStart = new Map<string, string>();
  readonly #met = new Map<string, string[]>();
  readonly #failures = new Map<string, string>();

  constructor(candidates: readonly Candidate[]) {
    this.#idByPlace = new Map(candidates.map(({ id, uri, line }) => [`${uri}:${line}`, id]));
  }

  take({ pickle, testCase, testCaseStarted, attachment, testStepFinished }: Envelope): void {
    if (pickle !== undefined) {
      const id = this.#idByPlace.get(`${pickle.uri}:${pickle.location?.line}`);
      if (id !== undefined) this.#idByPickle.set(pickle.id, id);
    }
    if (testCase !== undefined) {
      const id = this.#idByPickle.get(testCase.pickleId);
      if (id !== undefined) this.#idByCase.set(testCase.id, id);
    }
    if (testCaseStarted !== undefined) {
      const id = this.#idByCase.get(testCaseStarted.testCaseId);
      if (id === undefined) return;
      this.#idByStart.set(testCaseStarted.id, id);
      this.#met.set(id, []);
    }
    if (attachment?.mediaType === QUIRK_MEDIA_TYPE) {
      const id = this.#idByStart.get(attachment.testCaseStartedId ?? '') ?? '';
      this.#met.get(id)?.push((JSON.parse(attachment.body) as { readonly name: string }).name);
    }
    if (testStepFinished !== undefined) {
      const { status, message } = testStepFinished.testStepResult;
      const id = this.#idByStart.get(testStepFinished.testCaseStartedId);
      if (id === undefined || status === TestStepResultStatus.PASSED || this.#failures.has(id)) return;
      this.#failures.set(id, message ?? status);
    }
  }

  /** By id, of the scenarios that ran. */
  get all(): ReadonlyMap<string, Judged> {
    return new Map(
      [...this.#met].map(([id, met]) => [id, { met: met.toSorted(), failure: this.#failures.get(id) }]),
    );
  }
}
