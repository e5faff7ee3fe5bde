import { type ClientQuirkName, QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { excuseFor } from '../../reports/generators/conformance/known-failures.ts';
import type { QuirkMet } from '../../reports/generators/conformance/results.ts';
import type { RunFacts } from '../../reports/generators/conformance/run-facts.ts';
import { type Attempt, verdictOf } from '../../reports/generators/conformance/verdict.ts';
import type { CheckOutcome } from './check-outcome.ts';

/** By what clients are judged besides the checks. */
export interface ClientRules extends Pick<RunFacts, 'knownFailures' | 'startedAt'> {
  /** The quirks that the client may have. */
  readonly acceptedQuirks: ReadonlySet<ClientQuirkName>;
}

/** What a check has shown. */
export interface Shown {
  /** What was required and not done. */
  readonly unmet?: { readonly expected: string; readonly actual: string };
  /** What went wrong with the harness. */
  readonly stack?: string;
  readonly quirks: readonly (QuirkMet & { readonly name: ClientQuirkName })[];
}

/** What one attempt at a check came to, were it not for what held up the judge. */
export function checkAttemptOf(
  { unmet, stack, quirks }: Shown,
  rules: ClientRules,
): Exclude<Attempt, 'held up'> {
  if (stack !== undefined) return 'broken';
  return (unmet ?? unaccepted(quirks, rules)) === undefined ? 'passed' : 'failed';
}

/**
 * The verdict on a check, with what was expected and what it was where it is not the best.
 * @param attempts in the order they were made
 * @param shown by the last of them
 */
export function verdictOn(
  id: string,
  attempts: readonly Attempt[],
  { unmet, stack, quirks }: Shown,
  rules: ClientRules,
): Pick<CheckOutcome, 'verdict' | 'reason' | 'excusedUntil' | 'expected' | 'actual' | 'stack' | 'quirks'> {
  const failure = unmet ?? unaccepted(quirks, rules);
  const { expectation, ...excuse } = excuseFor(id, rules);
  return {
    verdict: verdictOf(attempts, expectation, quirks.length > 0) as CheckOutcome['verdict'],
    ...excuse,
    ...(stack === undefined ? failure : { stack }),
    quirks,
  };
}

function unaccepted(quirks: Shown['quirks'], { acceptedQuirks }: ClientRules): Shown['unmet'] {
  const met = quirks.find(({ name }) => !acceptedQuirks.has(name));
  if (met === undefined) return undefined;
  return {
    expected: `a client without the quirk ${met.name}`,
    actual: `${QUIRKS[met.name].summary} (${met.evidence})`,
  };
}
