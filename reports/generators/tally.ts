/** How many tests or scenarios passed and failed. Skipped and undefined ones count as failed: nothing may be left out quietly. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0 };

export function addTallies(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
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
    failed: failed + (count('cancelled') ?? 0) + (count('skipped') ?? 0) + (count('todo') ?? 0),
  };
}

interface Envelope {
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepResult: { readonly status: string };
  };
  readonly testCaseStarted?: { readonly id: string };
  readonly testCaseFinished?: { readonly testCaseStartedId: string; readonly willBeRetried: boolean };
  readonly testRunFinished?: unknown;
}

/**
 * Counts scenarios in a stream of Cucumber messages (one JSON object a line).
 * A scenario passed when every step did. Undefined when the run did not finish.
 */
export function tallyMessages(ndjson: string): Tally | undefined {
  const open = new Map<string, boolean>();
  let tally = NOTHING;
  let finished = false;
  for (const line of ndjson.split('\n')) {
    if (line === '') continue;
    const envelope = JSON.parse(line) as Envelope;
    if (envelope.testRunFinished !== undefined) finished = true;
    if (envelope.testCaseStarted !== undefined) open.set(envelope.testCaseStarted.id, true);
    const step = envelope.testStepFinished;
    if (step !== undefined && step.testStepResult.status !== 'PASSED')
      open.set(step.testCaseStartedId, false);
    const end = envelope.testCaseFinished;
    if (end === undefined || end.willBeRetried) continue;
    const passed = open.get(end.testCaseStartedId) === true;
    tally = addTallies(tally, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    open.delete(end.testCaseStartedId);
  }
  return finished ? tally : undefined;
}
