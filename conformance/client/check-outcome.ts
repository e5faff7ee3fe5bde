import type { Delay, JournalLine, QuirkMet } from '../../reports/generators/conformance/results.ts';
import type { Verdict } from '../../reports/generators/conformance/verdict.ts';
import type { Check, Topic } from './checks/check.ts';

/** What a check came to. */
export interface CheckOutcome {
  readonly topic: Topic;
  readonly check: Check;
  readonly verdict: Exclude<Verdict, 'flaky' | 'not applicable'>;
  readonly durationMs: number;
  /** How often it was tried. */
  readonly attempts: number;
  /** Why it did not run, why nothing can be concluded of it, or why its failure is known. */
  readonly reason?: string;
  /** The last day on which its failure was excused, where that day is over: `YYYY-MM-DD`. */
  readonly excusedUntil?: string;
  /** What held up the judge in the last attempt that does not count for it. */
  readonly delay?: Delay;
  /** The quirks that the client has shown, whatever came of it. */
  readonly quirks: readonly QuirkMet[];
  readonly expected?: string;
  readonly actual?: string;
  /** What went wrong with the harness. */
  readonly stack?: string;
  /** What was seen last of the client, where it failed. */
  readonly journal: readonly JournalLine[];
}

/** The outcome of a check that was not made. */
export function notRun(topic: Topic, check: Check, reason: string): CheckOutcome {
  return { topic, check, verdict: 'not run', attempts: 0, reason, durationMs: 0, quirks: [], journal: [] };
}
