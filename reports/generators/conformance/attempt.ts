import type {
  Envelope,
  Hook,
  PickleStep,
  TestCaseStarted,
  TestStep,
  TestStepFinished,
} from '@cucumber/messages';
import type { Query } from '@cucumber/query';
import { delayIn } from './delays.ts';
import { failureOf } from './failure-text.ts';
import { journalLines } from './journal-lines.ts';
import { type NotJudgedReason, notJudgedIn } from './not-judged.ts';
import { quirksMet } from './quirks.ts';
import type { Delay, Failure, JournalLine, QuirkMet, StepResult, StepStatus } from './results.ts';
import { whyUnusable } from './unusable-step.ts';
import type { Attempt } from './verdict.ts';

/** One attempt at a scenario, as its messages tell it. */
export interface AttemptResult {
  readonly came: Attempt;
  readonly durationMs: number;
  readonly steps: readonly StepResult[];
  readonly failure?: Failure;
  readonly journal: readonly JournalLine[];
  /** It could not be judged: what its steps came to says nothing of the target. */
  readonly notJudged?: NotJudgedReason;
  /** The named differences that it met, until it failed where it did. */
  readonly quirks: readonly QuirkMet[];
  /** Why it does not count, where it was held up. */
  readonly delay?: Delay;
}

/** How a failure begins that is no fault of the target. */
const OWN_FAULT = 'harness: ';

const STATUSES: Readonly<Record<string, StepStatus>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  SKIPPED: 'skipped',
  PENDING: 'pending',
  UNDEFINED: 'undefined',
  AMBIGUOUS: 'ambiguous',
};

/** Undefined where the attempt was begun and never ended: the run was cut off. */
export function attemptOf(query: Query, started: TestCaseStarted): AttemptResult | undefined {
  const finished = query.findTestCaseFinishedBy(started);
  if (finished === undefined) return undefined;
  const pairs = query.findTestStepFinishedAndTestStepBy(started);
  const attachments = pairs.flatMap(([finishedStep]) => query.findAttachmentsBy(finishedStep));
  // the first: what fails after it may well be its consequence; but a step that is none is none whatever came before
  const blamed =
    pairs.find(([{ testStepResult }]) => whyUnusable(testStepResult.status) !== undefined) ??
    pairs.find(([{ testStepResult }]) => isBad(statusOf(testStepResult.status)));
  const came = cameTo(query, pairs, blamed);
  const notJudged = notJudgedIn(attachments);
  const delay = came.isExcusable && notJudged === undefined ? delayIn(attachments) : undefined;
  return {
    came: notJudged !== undefined ? 'skipped' : delay === undefined ? came.attempt : 'held up',
    durationMs: pairs.reduce((sum, [{ testStepResult }]) => sum + msOf(testStepResult.duration), 0),
    steps: pairs.flatMap(([{ testStepResult }, testStep]) => {
      const step = query.findPickleStepBy(testStep);
      if (step === undefined) return [];
      const status = statusOf(testStepResult.status);
      return [{ text: stepText(query, step), status, durationMs: msOf(testStepResult.duration) }];
    }),
    ...(blamed !== undefined && notJudged === undefined && { failure: failureAt(query, blamed) }),
    journal: notJudged === undefined ? journalLines(attachments) : [],
    ...(notJudged !== undefined && { notJudged }),
    quirks: quirksMet(attachments),
    ...(delay !== undefined && { delay }),
  };
}

/** What it came to, and whether a delay may be the cause: a step that is none is none on the fastest machine. */
function cameTo(
  query: Query,
  pairs: readonly (readonly [TestStepFinished, TestStep])[],
  blamed: readonly [TestStepFinished, TestStep] | undefined,
): { readonly attempt: Exclude<Attempt, 'held up'>; readonly isExcusable: boolean } {
  if (blamed === undefined) {
    const isSkipped = pairs.some(([{ testStepResult }]) => testStepResult.status === 'SKIPPED');
    return { attempt: isSkipped ? 'skipped' : 'passed', isExcusable: false };
  }
  const [{ testStepResult }, testStep] = blamed;
  if (statusOf(testStepResult.status) !== 'failed') return { attempt: 'broken', isExcusable: false };
  const hook = hookOf(query, testStep);
  if (hook !== undefined && hook.type !== 'AFTER_TEST_CASE') return { attempt: 'broken', isExcusable: true };
  const isOwnFault = messageOf(blamed[0]).startsWith(OWN_FAULT);
  return { attempt: isOwnFault ? 'broken' : 'failed', isExcusable: !isOwnFault };
}

function failureAt(query: Query, [finished, testStep]: readonly [TestStepFinished, TestStep]): Failure {
  const step = query.findPickleStepBy(testStep);
  const hook = hookOf(query, testStep);
  const where =
    step === undefined
      ? hook?.type === 'AFTER_TEST_CASE'
        ? 'after it'
        : 'before it'
      : stepText(query, step);
  const { status, message } = finished.testStepResult;
  return failureOf(where, message ?? whyUnusable(status) ?? 'no message');
}

/** `Given …` with its table or text below it. */
export function stepText(query: Query, step: PickleStep): string {
  const keyword = query.findStepBy(step)?.keyword ?? '';
  const { dataTable, docString } = step.argument ?? {};
  const rows = (dataTable?.rows ?? []).map(
    (row) => `  | ${row.cells.map(({ value }) => value).join(' | ')} |`,
  );
  const text =
    docString === undefined
      ? []
      : ['  """', ...docString.content.split('\n').map((line) => `  ${line}`), '  """'];
  return [`${keyword}${step.text}`, ...rows, ...text].join('\n');
}

function hookOf(query: Query, testStep: TestStep): Hook | undefined {
  return testStep.hookId === undefined ? undefined : query.findHookBy(testStep);
}

function messageOf({ testStepResult: { exception, message } }: TestStepFinished): string {
  return (exception?.message ?? message ?? '').replace(/^Error: /, '');
}

function isBad(status: StepStatus): boolean {
  return status !== 'passed' && status !== 'skipped';
}

/** A status that is not known is taken for a failure: nothing passes by being strange. */
function statusOf(status: string): StepStatus {
  return STATUSES[status] ?? 'failed';
}

function msOf({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return Math.round(seconds * 1_000 + nanos / 1_000_000);
}

/** What went wrong with the run as a whole, one sentence each. */
export function problemOf({
  parseError,
  testRunHookFinished,
  testRunFinished,
}: Envelope): string | undefined {
  if (parseError !== undefined) return `${parseError.source.uri ?? 'a feature'}: ${parseError.message}`;
  if (testRunHookFinished?.result.status === 'FAILED') {
    return `a hook of the whole run failed: ${failureOf('', testRunHookFinished.result.message ?? '').message}`;
  }
  const crash = testRunFinished?.exception;
  return crash === undefined ? undefined : `the run broke off: ${crash.message ?? crash.type}`;
}
