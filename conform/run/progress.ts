import { type Envelope, TestStepResultStatus } from '@cucumber/messages';
import type { Candidate } from '../plan/candidate.ts';

/** The end of one attempt at a scenario. */
export interface Ended {
  readonly candidate: Candidate;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** It is tried again. */
  readonly isTriedAgain: boolean;
}

/** Follows Cucumber's messages, and tells of each attempt that has ended. */
export class Progress {
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #byPickle = new Map<string, Candidate>();
  readonly #byCase = new Map<string, string>();
  readonly #byStart = new Map<string, string>();
  readonly #worst = new Map<string, Ended['outcome']>();

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = new Map(candidates.map((each) => [`${each.uri}:${each.line}`, each]));
  }

  take(envelope: Envelope): Ended | undefined {
    const { pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished } = envelope;
    if (pickle !== undefined) {
      const candidate = this.#candidates.get(`${pickle.uri}:${pickle.location?.line}`);
      if (candidate !== undefined) this.#byPickle.set(pickle.id, candidate);
    }
    if (testCase !== undefined) this.#byCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) this.#byStart.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished !== undefined) {
      const { testCaseStartedId, testStepResult } = testStepFinished;
      this.#note(testCaseStartedId, testStepResult.status);
    }
    if (testCaseFinished === undefined) return undefined;
    const start = testCaseFinished.testCaseStartedId;
    const candidate = this.#byPickle.get(this.#byCase.get(this.#byStart.get(start) ?? '') ?? '');
    if (candidate === undefined) return undefined;
    const outcome = this.#worst.get(start) ?? 'passed';
    return { candidate, outcome, isTriedAgain: testCaseFinished.willBeRetried };
  }

  #note(start: string, status: TestStepResultStatus): void {
    const known = this.#worst.get(start);
    if (status === TestStepResultStatus.PASSED || known === 'failed') return;
    if (status !== TestStepResultStatus.SKIPPED) this.#worst.set(start, 'failed');
    else if (known === undefined) this.#worst.set(start, 'skipped');
  }
}
