import { type ComparedQuirk, comparedQuirks } from './compared-quirks.ts';
import { headline } from './failure-text.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import type { ReportedDialect } from './run-facts.ts';
import { requirementOf } from './scenario-title.ts';
import type { Level, Verdict } from './verdict.ts';

/** A run and the name of its column. */
export interface ComparedRun {
  readonly label: string;
  readonly results: ConformanceResults;
}

/**
 * What became of a scenario from the first run to another. `lost`: the first had it and the other has it not. `not
 * compared`: one of them did not judge it.
 */
export type Change = 'lost' | 'gained' | 'changed' | 'not compared' | 'same';

/** The ones that ask for attention first. */
export const VERDICT_CHANGES = [
  'lost',
  'gained',
  'changed',
  'not compared',
  'same',
] as const satisfies readonly Change[];

export interface ComparedScenario {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly level: Level;
  /** The requirement. */
  readonly rule: string;
  /** One a column; absent where that run knows no such scenario. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** Why, one a column: the failure or the reason in one line; empty where there is none. */
  readonly briefs: readonly string[];
  /** Of each column after the first. */
  readonly changes: readonly Change[];
  /** The one of them that most asks for attention. */
  readonly change: Change;
}

/** Runs beside each other: the content of `comparison.json`. */
export interface Comparison {
  readonly version: 1;
  readonly columns: readonly ComparedColumn[];
  readonly counts: Readonly<Record<Change, number>>;
  /** The quirks that any of the runs met, those that came or went first. */
  readonly quirks: readonly ComparedQuirk[];
  readonly scenarios: readonly ComparedScenario[];
}

export interface ComparedColumn {
  readonly label: string;
  readonly target: string;
  readonly dialect: ReportedDialect;
  readonly startedAt: string;
  readonly counts: ConformanceResults['counts'];
}

/** Row 10 comes after row 9. */
const BY_NUMBERS = new Intl.Collator('en', { numeric: true });

/** Lays runs beside each other; each is compared with the first. */
export function comparisonOf(runs: readonly ComparedRun[]): Comparison {
  const byId = runs.map(({ results }) => new Map(results.scenarios.map((each) => [each.id, each])));
  const ids = [...new Set(runs.flatMap(({ results }) => results.scenarios.map(({ id }) => id)))];
  const scenarios = ids.flatMap((id) => {
    const found = byId.map((scenariosOfRun) => scenariosOfRun.get(id));
    const known = found.find((each) => each !== undefined);
    return known === undefined ? [] : [compared(known, found, runs)];
  });
  const count = (change: Change) => scenarios.filter((each) => each.change === change).length;
  return {
    version: 1,
    columns: runs.map(({ label, results }) => ({
      label,
      target: results.target.name,
      dialect: results.target.dialect,
      startedAt: results.startedAt,
      counts: results.counts,
    })),
    counts: Object.fromEntries(VERDICT_CHANGES.map((change) => [change, count(change)])) as Record<
      Change,
      number
    >,
    quirks: comparedQuirks(runs.map(({ results }) => results)),
    scenarios: scenarios.toSorted((one, other) =>
      BY_NUMBERS.compare(`${one.topic} ${one.id}`, `${other.topic} ${other.id}`),
    ),
  };
}

function compared(
  known: ScenarioResult,
  found: readonly (ScenarioResult | undefined)[],
  runs: readonly ComparedRun[],
): ComparedScenario {
  const [base, ...others] = found;
  const dialects = runs.map(({ results }) => results.target.dialect);
  const changes = others.map((other, index) =>
    changeOf(base?.verdict, other?.verdict, dialects[0] === dialects[index + 1]),
  );
  return {
    id: known.id,
    name: known.name,
    topic: known.topic,
    level: known.level,
    rule: requirementOf(known),
    verdicts: found.map((each) => each?.verdict),
    briefs: found.map((each) =>
      each?.failure === undefined ? (each?.reason ?? '') : headline(each.failure),
    ),
    changes,
    change: VERDICT_CHANGES.find((change) => changes.includes(change)) ?? 'same',
  };
}

/** Whether the target has what a scenario asks for; undefined where the run does not say. */
const HAS: Readonly<Record<Verdict, boolean | undefined>> = {
  passed: true,
  flaky: true,
  quirk: true,
  'unexpected pass': true,
  failed: false,
  'known failure': false,
  inconclusive: undefined,
  'not applicable': undefined,
  'not run': undefined,
  error: undefined,
};

/**
 * What became of one scenario. A target that no longer offers what it passed before has lost it; where the dialects
 * differ, a scenario of one dialect alone says nothing about the other.
 */
export function changeOf(
  before: Verdict | undefined,
  after: Verdict | undefined,
  isSameDialect: boolean,
): Change {
  if (before === after) return 'same';
  if (before === undefined || after === undefined) return 'not compared';
  const has = (verdict: Verdict) => (verdict === 'not applicable' && isSameDialect ? false : HAS[verdict]);
  const [had, hasNow] = [has(before), has(after)];
  if (had === undefined || hasNow === undefined) return 'not compared';
  if (had !== hasNow) return had ? 'lost' : 'gained';
  return 'changed';
}

/** True where no scenario was judged by the first run and another, so that nothing is said. */
export function isEmpty({ scenarios }: Comparison): boolean {
  return !scenarios.some(({ verdicts: [first, ...others] }) => {
    const isJudged = (verdict: Verdict | undefined) => verdict !== undefined && HAS[verdict] !== undefined;
    return isJudged(first) && others.some(isJudged);
  });
}
