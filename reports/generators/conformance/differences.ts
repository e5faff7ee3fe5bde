import type { ConformanceResults, ScenarioResult } from './results.ts';
import { hasRun, type Origin } from './verdict.ts';

/** A point on which the documentation and the shipped server say different things, or one alone says something. */
export interface Difference {
  readonly feature: string;
  /** What both are asked: the name of the scenario. */
  readonly question: string;
  readonly documented?: ScenarioResult;
  readonly shipped?: ScenarioResult;
  /** What this target did, as far as it was judged. */
  readonly did: 'as documented' | 'as shipped' | 'otherwise' | 'not judged';
}

/**
 * The table *documented against shipped*: scenarios that bind by one origin alone, those of one feature and name beside
 * each other.
 */
export function differencesOf({ scenarios }: ConformanceResults): readonly Difference[] {
  const rows = new Map<string, { documented?: ScenarioResult; shipped?: ScenarioResult }>();
  for (const scenario of scenarios) {
    const [origin, ...more] = scenario.origins;
    if (origin === undefined || more.length > 0) continue;
    const row = rowFor(rows, scenario, origin);
    row[origin] = scenario;
  }
  return [...rows.values()].flatMap((row) => {
    const either = row.documented ?? row.shipped;
    if (either === undefined) return [];
    return [
      { feature: either.feature, question: either.name, ...row, did: didOf(row.documented, row.shipped) },
    ];
  });
}

/** The row of that name, or a new one where it has one of this origin already. */
function rowFor(
  rows: Map<string, { documented?: ScenarioResult; shipped?: ScenarioResult }>,
  { uri, name }: ScenarioResult,
  origin: Origin,
): { documented?: ScenarioResult; shipped?: ScenarioResult } {
  for (let number = 0; ; number++) {
    const key = `${uri}\0${name}\0${number}`;
    const row = rows.get(key) ?? {};
    if (row[origin] !== undefined) continue;
    rows.set(key, row);
    return row;
  }
}

function didOf(
  documented: ScenarioResult | undefined,
  shipped: ScenarioResult | undefined,
): Difference['did'] {
  const passed = (each: ScenarioResult | undefined) =>
    each !== undefined &&
    (each.verdict === 'passed' || each.verdict === 'unexpected pass' || each.verdict === 'flaky');
  if (passed(documented)) return 'as documented';
  if (passed(shipped)) return 'as shipped';
  const wasJudged = [documented, shipped].some(
    (each) => each !== undefined && hasRun(each.verdict) && each.verdict !== 'error',
  );
  return wasJudged ? 'otherwise' : 'not judged';
}
