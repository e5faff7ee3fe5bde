/** What a run says of one scenario. No two of them are ever counted as one. */
export type Verdict =
  | 'passed'
  | 'failed'
  | 'known failure'
  | 'unexpected pass'
  | 'flaky'
  | 'not applicable'
  | 'not run'
  | 'error';

/** Every verdict, the ones that ask for somebody's attention first. */
export const VERDICTS = [
  'failed',
  'error',
  'unexpected pass',
  'flaky',
  'known failure',
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

/** What one attempt at a scenario came to: `broken` is the harness's own fault, `skipped` was begun in form alone. */
export type Attempt = 'passed' | 'failed' | 'broken' | 'skipped';

/** What the target's list of known failures says of a scenario. */
export type Expectation = 'pass' | 'known failure' | 'expired known failure';

/**
 * The verdict on a scenario that ran: the last attempt counts, and an attempt before it that did not pass makes a pass flaky.
 * An entry of the list that has expired excuses no failure any more.
 * @param attempts - in the order they were made; none at all means that it never ran
 */
export function verdictOf(attempts: readonly Attempt[], expectation: Expectation): Verdict {
  const last = attempts.at(-1);
  if (last === undefined || last === 'skipped') return 'not run';
  if (last === 'broken') return 'error';
  if (last === 'failed') return expectation === 'known failure' ? 'known failure' : 'failed';
  if (attempts.some((attempt) => attempt !== 'passed')) return 'flaky';
  return expectation === 'pass' ? 'passed' : 'unexpected pass';
}

/** True of scenarios that were tried, whatever came of it. */
export function hasRun(verdict: Verdict): boolean {
  return verdict !== 'not run' && verdict !== 'not applicable';
}
