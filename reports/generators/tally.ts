import { DELAY_MEDIA_TYPE } from './conformance/delay-media-type.ts';

/** How many tests or scenarios passed and failed. Undefined ones and those still to do count as failed: nothing may be left out quietly. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What this machine or its user does not allow, such as commands as another user: it is told, and fails nothing. */
  readonly skipped: number;
  /** Scenarios of which each attempt failed while this machine was too slow for the target's timings. */
  readonly inconclusive: number;
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, inconclusive: 0 };

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    inconclusive: one.inconclusive + other.inconclusive,
  };
}

/** The share of scenarios that may be inconclusive for a run to say something. */
const BEARABLE_SHARE = 0.01;

/** True where so much could not be concluded that the run says too little. */
export function isTallyTooInconclusive({ passed, failed, inconclusive }: Tally): boolean {
  return inconclusive > BEARABLE_SHARE * (passed + failed + inconclusive);
}

/**
 * Counts from the closing lines of TAP text as `node --test` writes it (`# pass 12`, `# fail 0`).
 * Undefined when the text has no such lines, so that a run that died is not taken for one without failures.
 */
export function tallyTap(text: string): Tally | undefined {
  const count = (key: string): number | undefined => {
    const found = new RegExp(`^# ${key} (\\d+)$`, 'm').exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const passed = count('pass');
  const failed = count('fail');
  if (passed === undefined || failed === undefined) return undefined;
  return {
    passed,
    failed: failed + (count('cancelled') ?? 0) + (count('todo') ?? 0),
    skipped: count('skipped') ?? 0,
    inconclusive: 0,
  };
}

interface Envelope {
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepResult: { readonly status: string };
  };
  readonly attachment?: { readonly mediaType: string; readonly testCaseStartedId?: string };
  readonly testCaseStarted?: { readonly id: string };
  readonly testCaseFinished?: { readonly testCaseStartedId: string; readonly willBeRetried: boolean };
  readonly testRunFinished?: unknown;
}

/**
 * Counts scenarios in a stream of Cucumber messages (one JSON object a line).
 * A scenario passed when every step did, and is skipped where no step ran and none failed; one that failed with a delay
 * attached to it is inconclusive. Undefined when the
 * run did not finish.
 */
export function tallyMessages(ndjson: string): Tally | undefined {
  const open = new Map<string, 'passed' | 'skipped' | 'failed'>();
  const delayed = new Set<string>();
  let tally = EMPTY_TALLY;
  let finished = false;
  for (const line of ndjson.split('\n')) {
    if (line === '') continue;
    const envelope = JSON.parse(line) as Envelope;
    if (envelope.testRunFinished !== undefined) finished = true;
    if (envelope.testCaseStarted !== undefined) open.set(envelope.testCaseStarted.id, 'passed');
    const step = envelope.testStepFinished;
    if (step !== undefined && step.testStepResult.status !== 'PASSED') {
      const isSkipped =
        step.testStepResult.status === 'SKIPPED' && open.get(step.testCaseStartedId) !== 'failed';
      open.set(step.testCaseStartedId, isSkipped ? 'skipped' : 'failed');
    }
    if (envelope.attachment?.mediaType === DELAY_MEDIA_TYPE)
      delayed.add(envelope.attachment.testCaseStartedId ?? '');
    const end = envelope.testCaseFinished;
    if (end === undefined || end.willBeRetried) continue;
    const start = end.testCaseStartedId;
    const came = open.get(start) ?? 'failed';
    const outcome = came === 'failed' && delayed.has(start) ? 'inconclusive' : came;
    tally = addTallies(tally, { ...EMPTY_TALLY, [outcome]: 1 });
    open.delete(end.testCaseStartedId);
  }
  return finished ? tally : undefined;
}
