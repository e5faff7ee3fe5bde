import { headline } from './failure-text.ts';
import type { ScenarioResult } from './results.ts';

/** What came of a scenario that did not simply pass, in one line. */
export function briefOf({ verdict, failure, reason = '' }: ScenarioResult): string {
  if (verdict === 'unexpected pass') return `it passes and is in the list of known failures: ${reason}`;
  return failure === undefined ? reason : headline(failure);
}
