import type { Envelope, TestCase } from '@cucumber/messages';
import { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
import { whyUnusable } from '../../reports/generators/conformance/unusable-step.ts';

/** A test case of the first run, by the place of its scenario. */
interface Known {
  readonly testCase: TestCase;
  /** Attempts at it that have begun. */
  attempts: number;
}

/** Messages of a second run whose counterpart the first has had already. */
const HAD: readonly (keyof Envelope)[] = [
  'meta',
  'source',
  'gherkinDocument',
  'pickle',
  'testCase',
  'stepDefinition',
  'hook',
  'parameterType',
  'undefinedParameterType',
  'parseError',
  'testRunStarted',
];

/**
 * One stream of Cucumber's messages out of two runs: the first, and a second of the scenarios that were held up in it.
 * What the second says is put into the words of the first, as another attempt at the same test cases, which is how
 * Cucumber tells of attempts of its own.
 */
export class AttemptAgain {
  readonly #mayRepeat: (place: string) => boolean;
  readonly #placeByPickle = new Map<string, string>();
  readonly #known = new Map<string, Known>();
  readonly #placeByCase = new Map<string, string>();
  readonly #placeByStart = new Map<string, string>();
  readonly #delayed = new Set<string>();
  /** Attempts with a step that is none: it is none at another time. */
  readonly #unusable = new Set<string>();
  readonly #heldUp: string[] = [];
  readonly #hooks: [first: string[], second: string[]] = [[], []];
  /** Ids of the second run, and those of the first that mean the same. */
  readonly #ids = new Map<string, string>();
  #runId: string | undefined;
  #end: Envelope | undefined;
  #failed = new Set<string>();

  /** @param mayRepeat whether the scenario at a place, `URI:LINE`, is worth another attempt when it was held up */
  constructor(mayRepeat: (place: string) => boolean) {
    this.#mayRepeat = mayRepeat;
  }

  /** Places of the scenarios whose last attempt was held up, in their order. */
  get heldUp(): readonly string[] {
    return this.#heldUp;
  }

  /** A message of the first run as it is to be passed on; its end is held back. */
  first(envelope: Envelope): readonly Envelope[] {
    const { pickle, testCase, testCaseStarted, attachment, hook, testRunStarted, testRunFinished } = envelope;
    if (pickle !== undefined)
      this.#placeByPickle.set(pickle.id, `${pickle.uri}:${pickle.location?.line ?? 0}`);
    if (testCase !== undefined) {
      const place = this.#placeByPickle.get(testCase.pickleId) ?? '';
      this.#known.set(place, { testCase, attempts: 0 });
      this.#placeByCase.set(testCase.id, place);
    }
    if (hook !== undefined) this.#hooks[0].push(hook.id);
    if (testRunStarted !== undefined) this.#runId = testRunStarted.id;
    if (testCaseStarted !== undefined) this.#begin(testCaseStarted.id, testCaseStarted.testCaseId);
    if (attachment?.mediaType === DELAY_MEDIA_TYPE) this.#delayed.add(attachment.testCaseStartedId ?? '');
    if (testRunFinished !== undefined) {
      this.#end = envelope;
      return [];
    }
    this.#noteFailure(envelope);
    return [this.#promised(envelope)];
  }

  /** A message of the second run in the words of the first; nothing where the first has had it. */
  again(envelope: Envelope): readonly Envelope[] {
    const { pickle, testCase, hook, testRunStarted, testRunFinished } = envelope;
    if (pickle !== undefined)
      this.#placeByPickle.set(pickle.id, `${pickle.uri}:${pickle.location?.line ?? 0}`);
    if (testCase !== undefined) this.#learn(testCase);
    if (hook !== undefined) {
      const known = this.#hooks[0][this.#hooks[1].push(hook.id) - 1];
      if (known !== undefined) this.#ids.set(hook.id, known);
    }
    if (testRunStarted?.id !== undefined && this.#runId !== undefined)
      this.#ids.set(testRunStarted.id, this.#runId);
    if (testRunFinished !== undefined) {
      // how the first ended as a run is not mended by the second
      if (this.#end?.testRunFinished?.exception === undefined) this.#end = envelope;
      return [];
    }
    if (HAD.some((kind) => envelope[kind] !== undefined)) return [];
    const same = this.#inWordsOfFirst(envelope);
    this.#noteFailure(same);
    return [same];
  }

  /** The end of both. */
  end(): readonly Envelope[] {
    const ended = this.#end?.testRunFinished;
    if (ended === undefined) return [];
    const testRunStartedId = this.#runId ?? ended.testRunStartedId;
    return [
      {
        testRunFinished: {
          ...ended,
          success: ended.success && this.#failed.size === 0,
          ...(testRunStartedId !== undefined && { testRunStartedId }),
        },
      },
    ];
  }

  #begin(startId: string, caseId: string): void {
    const place = this.#placeByCase.get(caseId) ?? '';
    this.#placeByStart.set(startId, place);
    this.#failed.delete(place);
    const known = this.#known.get(place);
    if (known !== undefined) known.attempts += 1;
  }

  /** The end of an attempt that was held up says that there is another. */
  #promised(envelope: Envelope): Envelope {
    const { testCaseFinished } = envelope;
    if (testCaseFinished === undefined || testCaseFinished.willBeRetried) return envelope;
    const { testCaseStartedId } = testCaseFinished;
    const place = this.#placeByStart.get(testCaseStartedId) ?? '';
    if (!this.#delayed.has(testCaseStartedId) || this.#unusable.has(testCaseStartedId)) return envelope;
    if (!this.#mayRepeat(place)) return envelope;
    this.#heldUp.push(place);
    return { testCaseFinished: { ...testCaseFinished, willBeRetried: true } };
  }

  #learn(testCase: TestCase): void {
    const place = this.#placeByPickle.get(testCase.pickleId) ?? '';
    const known = this.#known.get(place);
    if (known === undefined) return;
    this.#placeByCase.set(known.testCase.id, place);
    this.#ids.set(testCase.id, known.testCase.id);
    for (const [index, { id }] of testCase.testSteps.entries()) {
      const same = known.testCase.testSteps[index]?.id;
      if (same !== undefined) this.#ids.set(id, same);
    }
  }

  #inWordsOfFirst(envelope: Envelope): Envelope {
    const sameId = (key: string, value: unknown): unknown =>
      typeof value === 'string' && key.endsWith('Id') ? (this.#ids.get(value) ?? value) : value;
    const same = JSON.parse(JSON.stringify(envelope, sameId)) as Envelope;
    const { testCaseStarted } = same;
    if (testCaseStarted === undefined) return same;
    this.#begin(testCaseStarted.id, testCaseStarted.testCaseId);
    const place = this.#placeByCase.get(testCaseStarted.testCaseId) ?? '';
    const attempt = (this.#known.get(place)?.attempts ?? 1) - 1;
    return { testCaseStarted: { ...testCaseStarted, attempt } };
  }

  #noteFailure({ testStepFinished }: Envelope): void {
    if (testStepFinished === undefined) return;
    const { status } = testStepFinished.testStepResult;
    if (status === 'PASSED' || status === 'SKIPPED') return;
    if (whyUnusable(status) !== undefined) this.#unusable.add(testStepFinished.testCaseStartedId);
    this.#failed.add(this.#placeByStart.get(testStepFinished.testCaseStartedId) ?? '');
  }
}
