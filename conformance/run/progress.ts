import { type Envelope, type TestStepResult, TestStepResultStatus } from '@cucumber/messages';
import { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
import { failureOf } from '../../reports/generators/conformance/failure-text.ts';
import { type NotJudgedReason, notJudgedIn } from '../../reports/generators/conformance/not-judged.ts';
import type { Failure } from '../../reports/generators/conformance/results.ts';
import { whyUnusable } from '../../reports/generators/conformance/unusable-step.ts';
import type { Candidate } from '../plan/candidate.ts';

/** The end of one attempt at a scenario. */
export interface AttemptEnd {
  readonly candidate: Candidate;
  /** `held up` where it failed while judge or server was too slow for the target's timings. */
  readonly outcome: 'passed' | 'failed' | 'held up' | 'skipped' | 'not judged';
  /** Why it could not be judged. */
  readonly notJudged?: NotJudgedReason;
  /** It is tried again. */
  readonly isTriedAgain: boolean;
  /** What the first step that failed said; without the words of the step. */
  readonly failure?: Failure;
}

/** Follows Cucumber's messages, and tells of each attempt that has ended. */
export class Progress {
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #byPickle = new Map<string, Candidate>();
  readonly #byCase = new Map<string, string>();
  readonly #byStart = new Map<string, string>();
  readonly #worst = new Map<string, AttemptEnd['outcome']>();
  readonly #failures = new Map<string, Failure>();
  readonly #delayed = new Set<string>();
  /** With a step that is none: no machine is to blame. */
  readonly #unusable = new Set<string>();
  readonly #notJudged = new Map<string, NotJudgedReason>();
  readonly #underWay = new Set<string>();

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = new Map(candidates.map((each) => [`${each.uri}:${each.line}`, each]));
  }

  /** Ids of the scenarios that have begun and not ended. */
  get underWay(): readonly string[] {
    return [...this.#underWay].flatMap((start) => this.#candidateOf(start)?.id ?? []);
  }

  take(envelope: Envelope): AttemptEnd | undefined {
    const { pickle, testCase, testCaseStarted, attachment, testStepFinished, testCaseFinished } = envelope;
    if (pickle !== undefined) {
      const candidate = this.#candidates.get(`${pickle.uri}:${pickle.location?.line}`);
      if (candidate !== undefined) this.#byPickle.set(pickle.id, candidate);
    }
    if (testCase !== undefined) this.#byCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) {
      this.#byStart.set(testCaseStarted.id, testCaseStarted.testCaseId);
      this.#underWay.add(testCaseStarted.id);
    }
    if (attachment !== undefined) {
      const note = notJudgedIn([attachment]);
      if (note !== undefined) this.#notJudged.set(attachment.testCaseStartedId ?? '', note);
    }
    if (testStepFinished !== undefined) {
      const { testCaseStartedId, testStepResult } = testStepFinished;
      this.#note(testCaseStartedId, testStepResult);
    }
    if (attachment?.mediaType === DELAY_MEDIA_TYPE) this.#delayed.add(attachment.testCaseStartedId ?? '');
    if (testCaseFinished === undefined) return undefined;
    const start = testCaseFinished.testCaseStartedId;
    this.#underWay.delete(start);
    const candidate = this.#candidateOf(start);
    if (candidate === undefined) return undefined;
    const notJudged = this.#notJudged.get(start);
    const isTriedAgain = testCaseFinished.willBeRetried;
    if (notJudged !== undefined) return { candidate, outcome: 'not judged', notJudged, isTriedAgain };
    const worst = this.#worst.get(start) ?? 'passed';
    const isHeldUp = worst === 'failed' && this.#delayed.has(start) && !this.#unusable.has(start);
    const outcome = isHeldUp ? 'held up' : worst;
    const failure = this.#failures.get(start);
    return { candidate, outcome, isTriedAgain, ...(failure !== undefined && { failure }) };
  }

  #candidateOf(start: string): Candidate | undefined {
    return this.#byPickle.get(this.#byCase.get(this.#byStart.get(start) ?? '') ?? '');
  }

  #note(start: string, { status, message }: TestStepResult): void {
    const why = whyUnusable(status);
    if (why !== undefined) {
      this.#unusable.add(start);
      this.#worst.set(start, 'failed');
      this.#failures.set(start, failureOf('', why));
      return;
    }
    const known = this.#worst.get(start);
    if (status === TestStepResultStatus.PASSED || known === 'failed') return;
    if (status !== TestStepResultStatus.SKIPPED) {
      this.#worst.set(start, 'failed');
      if (message !== undefined) this.#failures.set(start, failureOf('', message));
    } else if (known === undefined) this.#worst.set(start, 'skipped');
  }
}
