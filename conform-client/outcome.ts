import type { JournalLine } from '../reports/generators/conformance/results.ts';
import type { Verdict } from '../reports/generators/conformance/verdict.ts';
import type { Check, Topic } from './checks/check.ts';

/** What a check came to. */
export interface Outcome {
  readonly topic: Topic;
  readonly check: Check;
  readonly verdict: Extract<Verdict, 'passed' | 'failed' | 'not run' | 'error'>;
  readonly durationMs: number;
  /** Why it did not run. */
  readonly reason?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What went wrong with the harness. */
  readonly stack?: string;
  /** What was seen last of the client, where it failed. */
  readonly journal: readonly JournalLine[];
}
