/** What a run says of one scenario. No two of them are ever counted as one. */
export type Verdict =
  | 'passed'
  | 'failed'
  | 'quirk'
  | 'known failure'
  | 'unexpected pass'
  | 'flaky'
  | 'inconclusive'
  | 'not applicable'
  | 'not run'
  | 'error';

/** Every verdict, the ones that ask for somebody's attention first. */
export const VERDICTS = [
  'failed',
  'error',
  'unexpected pass',
  'inconclusive',
  'flaky',
  'known failure',
  'quirk',
  'passed',
  'not run',
  'not applicable',
] as const satisfies readonly Verdict[];

/** How much a requirement binds, in the words of RFC 2119; an extension binds only who offers it. */
export type Level = 'must' | 'should' | 'may' | 'extension';

export const LEVELS = ['must', 'should', 'may', 'extension'] as const satisfies readonly Level[];

/** Where a requirement comes from: the published documentation, or what the shipped server does. */
export type Origin = 'documented' | 'shipped';

export const ORIGINS = ['documented', 'shipped'] as const satisfies readonly Origin[];

/**
 * What one attempt at a scenario came to: `broken` is the harness's own fault, `skipped` was begun in form alone; one that
 * failed while judge or server was held up for longer than the target's timings bear is `held up`, and says nothing.
 */
export type Attempt = 'passed' | 'failed' | 'held up' | 'broken' | 'skipped';

/** What the target's list of known failures says of a scenario. */
export type Expectation = 'pass' | 'known failure' | 'expired known failure';

/**
 * The verdict on a scenario that ran: the last attempt counts, and an attempt before it that did not pass makes a pass flaky.
 * Attempts that were held up do not count; where there is no other, nothing can be concluded, whoever is to blame. An
 * entry of the list that has expired excuses no failure any more.
 * @param attempts - in the order they were made; none at all means that it never ran
 * @param metQuirks - it met named differences; had one of them not been accepted, the attempt would have failed
 */
export function verdictOf(
  attempts: readonly Attempt[],
  expectation: Expectation,
  metQuirks = false,
): Verdict {
  const counted = attempts.filter((attempt) => attempt !== 'held up');
  const last = counted.at(-1);
  if (last === undefined && attempts.length > 0)
    return expectation === 'known failure' ? 'known failure' : 'inconclusive';
  if (last === undefined || last === 'skipped') return 'not run';
  if (last === 'broken') return 'error';
  if (last === 'failed') return expectation === 'known failure' ? 'known failure' : 'failed';
  if (counted.some((attempt) => attempt !== 'passed')) return 'flaky';
  if (expectation !== 'pass') return 'unexpected pass';
  return metQuirks ? 'quirk' : 'passed';
}

/** True of scenarios that were tried, whatever came of it. */
export function hasRun(verdict: Verdict): boolean {
  return verdict !== 'not run' && verdict !== 'not applicable';
}
