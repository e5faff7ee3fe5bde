import { systemClock } from '../protocol/time/clock.ts';
import type { Check, Topic } from './checks/check.ts';
import { CONTACT } from './checks/contact.ts';
import type { Outcome } from './outcome.ts';
import { journalLine } from './stand/sighting.ts';
import type { Stand } from './stand/stand.ts';
import { ClientEnded, Interrupted, Unmet } from './stand/unmet.ts';

/** Lines of a journal that a failure quotes. */
const QUOTED = 60;

export interface Run {
  readonly stand: Stand;
  readonly topics: readonly Topic[];
  readonly isSelected: (check: Check) => boolean;
  /** Told of each selected check as soon as it is judged. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/**
 * Makes the checks in their order. Those of the first contact are made in any case, and told where they are selected:
 * where one of them fails, nothing else can be judged.
 */
export async function runChecks({ stand, topics, isSelected, onOutcome }: Run): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let obstacle: string | undefined;
  for (const topic of topics) {
    for (const check of topic.checks) {
      if (!isSelected(check) && topic !== CONTACT) continue;
      const reason = obstacle ?? tooLong(check, stand);
      const { outcome, stops } =
        reason === undefined ? await judged(topic, check, stand) : { outcome: notRun(topic, check, reason) };
      obstacle ??= stops;
      if (!isSelected(check)) continue;
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  }
  return outcomes;
}

interface Judged {
  readonly outcome: Outcome;
  /** Why nothing after it can be judged. */
  readonly stops?: string;
}

async function judged(topic: Topic, check: Check, stand: Stand): Promise<Judged> {
  const startedMs = systemClock.monotonic();
  const fromMs = systemClock.now();
  const since = stand.watch.mark();
  const lasted = (): number => Math.round(systemClock.monotonic() - startedMs);
  try {
    await check.run(stand);
    return { outcome: { topic, check, verdict: 'passed', durationMs: lasted(), journal: [] } };
  } catch (error) {
    if (error instanceof Interrupted)
      return { outcome: notRun(topic, check, INTERRUPTED), stops: INTERRUPTED };
    const seen = stand.watch.since(since).slice(-QUOTED);
    const journal = seen.map((sighting) => journalLine(sighting, stand.node, fromMs));
    const outcome = { topic, check, durationMs: lasted(), journal, ...failureOf(error) };
    const stops = obstacleOf(error, topic, check);
    return { outcome, ...(stops !== undefined && { stops }) };
  }
}

const INTERRUPTED = 'the run was interrupted';

function failureOf(error: unknown): Pick<Outcome, 'verdict' | 'expected' | 'actual' | 'stack'> {
  if (error instanceof Unmet) return { verdict: 'failed', expected: error.expected, actual: error.actual };
  if (error instanceof ClientEnded) {
    return { verdict: 'failed', expected: 'a client that goes on', actual: error.message };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { verdict: 'error', stack };
}

function obstacleOf(error: unknown, topic: Topic, { id }: Check): string | undefined {
  if (error instanceof ClientEnded) return `${error.message} during ${id}`;
  return topic === CONTACT ? `the client did not get in: ${id} failed` : undefined;
}

function tooLong({ takesMs }: Check, stand: Stand): string | undefined {
  const neededMs = takesMs?.(stand) ?? 0;
  if (neededMs <= stand.waits.patienceMs) return undefined;
  return `it takes ${Math.ceil(neededMs / 1_000)} s, more than the patience of ${stand.waits.patienceMs / 1_000} s`;
}

function notRun(topic: Topic, check: Check, reason: string): Outcome {
  return { topic, check, verdict: 'not run', reason, durationMs: 0, journal: [] };
}
