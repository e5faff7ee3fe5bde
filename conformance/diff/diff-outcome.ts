import {
  DIFF_RESULTS_VERSION,
  type DiffedPlace,
  type DiffResults,
  type DiffVerdict,
  type KnownByName,
} from './diff-results.ts';
import type { FoundDifference, RunsDiff } from './diff-runs.ts';
import type { DrivenRun } from './driven-run.ts';
import { comparedText } from './plain-value.ts';
import { whereDifferent } from './where-different.ts';

/** More of the scripts than this may not be unstable. */
const UNSTABLE_SHARE = 0.01;

/** What was found in a first run, and again in a second one of the scripts that gave something new. */
export interface DiffFindings {
  readonly labels: readonly string[];
  readonly runs: readonly DrivenRun[];
  readonly first: RunsDiff;
  /** Undefined where there was nothing to confirm. */
  readonly second: RunsDiff | undefined;
  readonly hindrances: readonly string[];
}

/** Scripts that gave a difference that nothing known explains. */
export function scriptsWithNews({ differences }: RunsDiff): readonly string[] {
  return [...new Set(differences.flatMap(({ known, script }) => (known === undefined ? [script] : [])))];
}

/** What targets differ in: told is what both runs have shown alike. */
export function diffResults(findings: DiffFindings): DiffResults {
  const { labels, runs, first, second, hindrances } = findings;
  const news = first.differences.filter(({ known }) => known === undefined);
  const again = new Set(second?.differences.map(keyOf));
  const confirmed = news.filter((each) => again.has(keyOf(each)));
  // the rest of a script whose difference is sure may well be its consequence
  const sure = new Set(confirmed.map(({ script }) => script));
  const restless = new Set(second && scriptsWithNews(second));
  const settled = new Set(second?.compared.filter((script) => !restless.has(script)));
  const passing = news.filter(({ script }) => settled.has(script));
  const unstable = news.filter(({ script }) => !sure.has(script) && !settled.has(script));
  const places = (found: readonly FoundDifference[]) => diffedPlaces(found, findings);
  const results = {
    compared: first.compared.length,
    differences: places(confirmed),
    unstable: places(unstable),
    passing: places(passing),
    hindrances,
  };
  return {
    version: DIFF_RESULTS_VERSION,
    verdict: verdictOf(results),
    targets: runs.map(({ dialect, scripts }, index) => ({
      label: labels[index] ?? '',
      dialect,
      scripts: [...scripts.values()].filter(({ seen }) => seen !== undefined).length,
    })),
    ...results,
    known: knownByName(first.differences, labels),
    notCompared: first.notCompared,
  };
}

function verdictOf({
  compared,
  differences,
  unstable,
  hindrances,
}: Pick<DiffResults, 'compared' | 'differences' | 'unstable' | 'hindrances'>): DiffVerdict {
  if (differences.length > 0) return 'different';
  if (hindrances.length > 0) return 'hindered';
  const scripts = new Set(unstable.map(({ script }) => script)).size;
  return compared === 0 || scripts > compared * UNSTABLE_SHARE ? 'inconclusive' : 'same';
}

/** The same difference, with the same on both sides. */
function keyOf({ script, place, index, pair, first, second, known }: FoundDifference): string {
  return JSON.stringify([
    script,
    place,
    index,
    pair,
    comparedText(first?.value),
    comparedText(second?.value),
    known,
  ]);
}

/** One entry a place, whichever targets differ there. */
function diffedPlaces(
  found: readonly FoundDifference[],
  { labels, runs }: DiffFindings,
): readonly DiffedPlace[] {
  const byPlace = new Map<string, FoundDifference[]>();
  for (const each of found) {
    const key = `${each.script}\n${each.place}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), each]);
  }
  return [...byPlace.values()].flatMap((pairs) => {
    const [one] = pairs;
    if (one === undefined) return [];
    const { script, place, kind, index } = one;
    const sides = labels.flatMap((target, at) => {
      const side = pairs.flatMap(({ pair, first, second }) =>
        pair[0] === at ? [first] : pair[1] === at ? [second] : [],
      );
      if (side.length === 0) return [];
      const { value = null, note } = side[0] ?? {};
      return [{ target, value, ...(note !== undefined && { note }) }];
    });
    const alone = standsAlone(
      pairs.map(({ pair }) => pair),
      labels,
    );
    const title = runs.map(({ scripts }) => scripts.get(script)?.title).find((each) => each !== undefined);
    return [
      {
        ...{ script, title: title ?? '', kind, place, step: index + 1 },
        at: whereDifferent(sides.map(({ value }) => value)),
        sides,
        ...(alone !== undefined && { alone }),
      },
    ];
  });
}

/** The one that is in every pair that differs, where each of the others differs from it. */
function standsAlone(
  pairs: readonly (readonly [number, number])[],
  labels: readonly string[],
): string | undefined {
  if (labels.length < 3 || pairs.length !== labels.length - 1) return undefined;
  return labels.find((_, at) => pairs.every((pair) => pair.includes(at)));
}

function knownByName(
  differences: readonly FoundDifference[],
  labels: readonly string[],
): readonly KnownByName[] {
  const found = new Map<string, { by: KnownByName['by']; name: string; seen: FoundDifference[] }>();
  for (const each of differences) {
    const { known } = each;
    if (known === undefined) continue;
    for (const name of known.by === 'quirk' ? known.names : known.rows) {
      const entry = found.get(name) ?? { by: known.by, name, seen: [] };
      entry.seen.push(each);
      found.set(name, entry);
    }
  }
  return [...found.values()].map(({ by, name, seen }) => ({
    by,
    name,
    targets: [...new Set(seen.flatMap((each) => ownerOf(each, labels)))],
    places: new Set(seen.map(({ script, place }) => `${script}\n${place}`)).size,
    scripts: [...new Set(seen.map(({ script }) => script))],
  }));
}

function ownerOf({ known, pair }: FoundDifference, labels: readonly string[]): readonly string[] {
  if (known?.by !== 'quirk') return [];
  const label = labels[pair[known.of === 'first' ? 0 : 1]];
  return label === undefined ? [] : [label];
}
