import { outlineOf } from './known-failures.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';

/** What has to change in the list of known failures, a sentence for each scenario without a full stop. */
export function knownFailureLines({ scenarios }: Pick<ConformanceResults, 'scenarios'>): readonly string[] {
  return scenarios.flatMap((scenario) => staleLine(scenario, scenarios) ?? expiredLine(scenario) ?? []);
}

/** The ids of entries whose scenarios pass. */
export function staleIds({ scenarios }: Pick<ConformanceResults, 'scenarios'>): readonly string[] {
  return scenarios.filter(({ verdict }) => verdict === 'unexpected pass').map(({ id }) => id);
}

function staleLine(
  { id, verdict, reason = '' }: ScenarioResult,
  scenarios: readonly ScenarioResult[],
): string | undefined {
  if (verdict !== 'unexpected pass') return undefined;
  const outline = outlineOf(id);
  // rows with the same reason are excused by the same entry, which names their outline
  const othersFail = scenarios.some(
    (other) =>
      other.verdict === 'known failure' &&
      outlineOf(other.id) === outline &&
      reason.startsWith(other.reason ?? reason),
  );
  const remedy = othersFail ? `name the rows of ${outline} that still fail` : 'take it out';
  return `${id} is in the list of known failures and passes: ${remedy}; its reason was: ${reason}`;
}

function expiredLine({ id, verdict, reason = '', excusedUntil }: ScenarioResult): string | undefined {
  if (excusedUntil === undefined || verdict !== 'failed') return undefined;
  return `${id} still fails, and its entry in the list of known failures has expired: mend the cause, or give it a new day; its reason was: ${reason}`;
}
