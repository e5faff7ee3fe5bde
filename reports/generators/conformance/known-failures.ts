import type { RunFacts } from './run-facts.ts';
import type { Expectation } from './verdict.ts';

/** What a target's list says of a scenario, and why. An entry for an outline counts for each of its rows. */
export function excuseFor(
  id: string,
  { knownFailures, startedAt }: Pick<RunFacts, 'knownFailures' | 'startedAt'>,
): { readonly expectation: Expectation; readonly reason?: string; readonly excusedUntil?: string } {
  const entry =
    knownFailures.find((each) => each.id === id) ?? knownFailures.find((each) => each.id === outlineOf(id));
  if (entry === undefined) return { expectation: 'pass' };
  const day = startedAt.slice(0, 10);
  if (entry.expires !== undefined && entry.expires < day) {
    return {
      expectation: 'expired known failure',
      reason: `${entry.reason} (excused until ${entry.expires})`,
      excusedUntil: entry.expires,
    };
  }
  return { expectation: 'known failure', reason: entry.reason };
}

/** True of an id that neither a scenario nor a row of one has. */
export function namesNoScenario(id: string, scenarios: readonly { readonly id: string }[]): boolean {
  return !scenarios.some((each) => each.id === id || outlineOf(each.id) === id);
}

/** `QUORUM-004` of `QUORUM-004:2`. */
export function outlineOf(id: string): string {
  return id.replace(/:\d+$/, '');
}
