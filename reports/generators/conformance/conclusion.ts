import { exitCodeOf } from './exit-code.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { hasRun, type Level, type Verdict } from './verdict.ts';

/** A run in one line, and its colour. */
export interface Conclusion {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly headline: string;
}

/** What a run says of its target, in the order in which exit codes go before each other. */
export function conclusionOf(results: ConformanceResults): Conclusion {
  const { scenarios, counts } = results;
  const judged = scenarios.filter(({ verdict }) => hasRun(verdict));
  const musts = judged.filter(({ level }) => level === 'must');
  const failed = musts.filter(({ verdict }) => verdict === 'failed').length;
  switch (exitCodeOf(results)) {
    case 130:
      return {
        tone: 'warn',
        headline: `Interrupted: ${judged.length} of ${plural(scenarios.length, 'scenario')} judged`,
      };
    case 1:
      return {
        tone: 'bad',
        headline: `Does not conform: ${failed} of ${plural(musts.length, 'must')} failed`,
      };
    case 70:
      return {
        tone: 'warn',
        headline:
          counts.error === 0
            ? 'Not judged: the run itself failed'
            : `Not judged in full: the harness failed at ${plural(counts.error, 'scenario')}`,
      };
    case 4:
      return {
        tone: 'warn',
        headline: judged.length === 0 ? 'Nothing ran' : 'The list of known failures is stale',
      };
    case 0:
      return { tone: 'good', headline: goodLine(results, musts, judged) };
  }
}

/**
 * A green run and what it has to say besides: musts known to fail, lesser requirements that failed. It says that a target
 * conforms only where no must was left out.
 */
function goodLine(
  { scenarios }: ConformanceResults,
  musts: readonly ScenarioResult[],
  judged: readonly ScenarioResult[],
): string {
  const known = count(musts, 'known failure');
  const flaky = count(musts, 'flaky');
  const lesser = (['should', 'may', 'extension'] as const).flatMap((level) => {
    const failed = count(
      judged.filter((each) => each.level === level),
      'failed',
    );
    return failed === 0 ? [] : [`${failed} ${LESSER[level]} failed`];
  });
  const passed = `${musts.length - known} of ${plural(musts.length, 'must')} passed`;
  const line = [
    known === 0 ? passed.replace(/^\d+ of/, 'all') : passed,
    ...(known === 0 ? [] : [`${known} known to fail`]),
    ...(flaky === 0 ? [] : [`${flaky} flaky`]),
    ...lesser,
  ].join(', ');
  const left = mustsLeftOut(scenarios);
  return left === 0 ? `Conforms: ${line}` : `Of what ran, ${line}; ${plural(left, 'must')} did not run`;
}

/** Musts that were not selected, or that the run did not come to. */
export function mustsLeftOut(scenarios: readonly ScenarioResult[]): number {
  return count(
    scenarios.filter(({ level }) => level === 'must'),
    'not run',
  );
}

const LESSER: Readonly<Record<Exclude<Level, 'must'>, string>> = {
  should: 'of the shoulds',
  may: 'of the mays',
  extension: 'of the extensions',
};

function count(scenarios: readonly ScenarioResult[], verdict: Verdict): number {
  return scenarios.filter((each) => each.verdict === verdict).length;
}

/** `1 must`, `2 musts`. */
export function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
