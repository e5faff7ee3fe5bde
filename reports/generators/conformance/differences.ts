import { outlineOf } from './known-failures.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { requirementOf } from './scenario-title.ts';
import { hasRun, VERDICTS, type Verdict } from './verdict.ts';

/** A point on which the documentation and the shipped server say different things, or one alone says something. */
export interface Difference {
  readonly feature: string;
  /** What both are asked: the name of the scenario, of an outline that of its first row. */
  readonly question: string;
  readonly documented?: DifferingSide;
  readonly shipped?: DifferingSide;
  /** What this target did, as far as it was judged. */
  readonly did: 'as documented' | 'as shipped' | 'in part' | 'otherwise' | 'not judged';
}

/** What one origin asks: a scenario, or the rows of an outline. */
export interface DifferingSide {
  /** The first of them. */
  readonly id: string;
  readonly rows: number;
  readonly requirement: string;
  /** The one among them that most asks for attention. */
  readonly verdict: Verdict;
}

interface Row {
  readonly documented: ScenarioResult[];
  readonly shipped: ScenarioResult[];
}

/**
 * The table *documented against shipped*: scenarios that bind by one origin alone. Those of one feature and name stand
 * beside each other, and so do the rows of one outline.
 */
export function differencesOf({ scenarios }: ConformanceResults): readonly Difference[] {
  const rows = new Map<string, Row>();
  for (const scenario of scenarios) {
    const [origin, ...more] = scenario.origins;
    if (origin === undefined || more.length > 0) continue;
    const { uri, id, name, example } = scenario;
    const key = `${uri}\0${example === undefined ? name : outlineOf(id)}`;
    const row = rows.get(key) ?? { documented: [], shipped: [] };
    row[origin].push(scenario);
    rows.set(key, row);
  }
  return [...rows.values()].flatMap(({ documented, shipped }) => {
    const [first] = [...documented, ...shipped];
    if (first === undefined) return [];
    const [left, right] = [sideOf(documented), sideOf(shipped)];
    return [
      {
        feature: first.feature,
        question: first.name,
        ...(left !== undefined && { documented: left }),
        ...(right !== undefined && { shipped: right }),
        did: didOf(documented, shipped),
      },
    ];
  });
}

function sideOf(scenarios: readonly ScenarioResult[]): DifferingSide | undefined {
  const [first] = scenarios;
  const verdict = VERDICTS.find((each) => scenarios.some((scenario) => scenario.verdict === each));
  if (first === undefined || verdict === undefined) return undefined;
  return { id: first.id, rows: scenarios.length, requirement: requirementOf(first), verdict };
}

function didOf(documented: readonly ScenarioResult[], shipped: readonly ScenarioResult[]): Difference['did'] {
  const [asDocumented, asShipped] = [shareOf(documented), shareOf(shipped)];
  if (asDocumented === 'all') return 'as documented';
  if (asShipped === 'all') return 'as shipped';
  if (asDocumented === 'some' || asShipped === 'some') return 'in part';
  return asDocumented === 'none' || asShipped === 'none' ? 'otherwise' : 'not judged';
}

/** Verdicts of scenarios that ran and say nothing of the target. */
const UNTOLD: readonly Verdict[] = ['error', 'inconclusive'];

/** How many of those that were judged have what they ask for; undefined where none was. */
function shareOf(scenarios: readonly ScenarioResult[]): 'all' | 'some' | 'none' | undefined {
  const judged = scenarios.filter(({ verdict }) => hasRun(verdict) && !UNTOLD.includes(verdict));
  const having = judged.filter(({ verdict }) => verdict !== 'failed' && verdict !== 'known failure');
  if (judged.length === 0) return undefined;
  if (having.length === judged.length) return 'all';
  return having.length === 0 ? 'none' : 'some';
}
