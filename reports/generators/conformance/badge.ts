import { conclusionOf } from './conclusion.ts';
import type { ConformanceResults } from './results.ts';
import { hasRun } from './verdict.ts';

/** What an endpoint badge of shields.io is made from. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

const COLOURS = { good: 'brightgreen', bad: 'red', warn: 'orange' } as const;

/** The musts that passed of those that ran, in the colour of the run. */
export function badgeOf(results: ConformanceResults): Badge {
  const musts = results.scenarios.filter(({ level, verdict }) => level === 'must' && hasRun(verdict));
  const passed = musts.filter(({ verdict }) => verdict === 'passed' || verdict === 'flaky').length;
  return {
    schemaVersion: 1,
    label: 'push jobs conformance',
    message: musts.length === 0 ? 'not judged' : `${passed}/${musts.length} musts`,
    color: musts.length === 0 ? 'lightgrey' : COLOURS[conclusionOf(results).tone],
  };
}
