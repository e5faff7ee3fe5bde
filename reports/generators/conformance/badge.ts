import { conclusionOf, mustsLeftOut } from './conclusion.ts';
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

/** The musts that passed of those that ran, how many of them with accepted quirks, in the colour of the run; blue where a green run left some out. */
export function badgeOf(results: ConformanceResults): Badge {
  const musts = results.scenarios.filter(({ level, verdict }) => level === 'must' && hasRun(verdict));
  const odd = musts.filter(({ verdict }) => verdict === 'quirk').length;
  const passed = odd + musts.filter(({ verdict }) => verdict === 'passed' || verdict === 'flaky').length;
  const left = mustsLeftOut(results.scenarios);
  const { tone } = conclusionOf(results);
  const badge = { schemaVersion: 1, label: 'push jobs conformance' } as const;
  if (musts.length === 0) return { ...badge, message: 'not judged', color: 'lightgrey' };
  const count = `${passed}/${musts.length} musts${odd === 0 ? '' : `, ${odd} with quirks`}`;
  if (left === 0) return { ...badge, message: count, color: COLOURS[tone] };
  return { ...badge, message: `${count}, ${left} not run`, color: tone === 'good' ? 'blue' : COLOURS[tone] };
}
