import { compareScripts } from './compare-scripts.ts';
import type { KnownDifference, PlaceDifference, QuirkDifference } from './divergence.ts';
import { type DrivenRun, type DrivenScript, EXPECTED } from './driven-run.ts';
import { recogniseQuirks } from './recognise-quirks.ts';

/** Two targets, by their places in the list. */
export type TargetPair = readonly [first: number, second: number];

/** A place of a script at which two targets differ. */
export interface FoundDifference extends PlaceDifference {
  readonly script: string;
  readonly pair: TargetPair;
}

/** A script that is not compared, and why. */
export interface NotCompared {
  readonly script: string;
  readonly why: string;
}

/** What a comparison of runs came to. */
export interface RunsDiff {
  /** Ids of scripts that at least two targets were driven by. */
  readonly compared: readonly string[];
  readonly differences: readonly FoundDifference[];
  readonly notCompared: readonly NotCompared[];
}

/** Compares every two runs script by script. @param labels of the targets */
export function diffRuns(runs: readonly DrivenRun[], labels: readonly string[]): RunsDiff {
  const ids = [...new Set(runs.flatMap(({ scripts }) => [...scripts.keys()]))];
  const pairs = pairsOf(runs.length);
  const differences: FoundDifference[] = [];
  const notCompared: NotCompared[] = [];
  const compared: string[] = [];
  for (const id of ids) {
    const scripts = runs.map(({ scripts: all }) => all.get(id));
    const seen = scripts.filter((each) => each?.seen !== undefined);
    if (seen.length >= 2) compared.push(id);
    if (seen.length < runs.length && seen.length > 0) {
      const why = scripts.flatMap((each, index) =>
        each?.seen === undefined ? [`${labels[index]}: ${each?.why ?? 'it does not hold there'}`] : [],
      );
      notCompared.push({ script: id, why: why.join('; ') });
    }
    for (const pair of pairs) differences.push(...between(id, pair, scripts, runs));
  }
  return { compared, differences, notCompared };
}

function pairsOf(count: number): readonly TargetPair[] {
  return Array.from({ length: count }, (_, second) =>
    Array.from({ length: second }, (__, first): TargetPair => [first, second]),
  ).flat();
}

function between(
  script: string,
  pair: TargetPair,
  scripts: readonly (DrivenScript | undefined)[],
  runs: readonly DrivenRun[],
): readonly FoundDifference[] {
  const [one, other] = [scripts[pair[0]], scripts[pair[1]]];
  const dialects = [runs[pair[0]]?.dialect, runs[pair[1]]?.dialect] as const;
  if (one?.seen === undefined || other?.seen === undefined) return [];
  if (dialects[0] === undefined || dialects[1] === undefined) return [];
  const found = compareScripts(one.seen, other.seen, {
    dialects: [dialects[0], dialects[1]],
    recognise: recogniseQuirks,
  });
  const met = metByOne(one, other);
  const all = found.map((each) => ({ ...each, known: each.known ?? met }));
  // a scenario may meet a quirk that nothing shows of what is compared
  const isShown = all.some(({ known }) => met?.names.some((name) => namesIn(known).includes(name)));
  return [...all, ...(met === undefined || isShown ? [] : [metWithout(met)])].map((each) => ({
    ...each,
    script,
    pair,
  }));
}

/** A quirk that the script has seen by itself, with nothing else to show for it. */
function metWithout(known: QuirkDifference): PlaceDifference {
  return { kind: 'verdict', place: EXPECTED, index: 0, first: undefined, second: undefined, known };
}

function namesIn(known: KnownDifference | undefined): readonly string[] {
  return known?.by === 'quirk' ? known.names : [];
}

/** What explains the rest of a script that has met a quirk at one of the two. */
function metByOne(one: DrivenScript, other: DrivenScript): QuirkDifference | undefined {
  const ofFirst = one.quirks.filter((name) => !other.quirks.includes(name));
  if (ofFirst.length > 0) return { by: 'quirk', names: ofFirst, of: 'first' };
  const ofSecond = other.quirks.filter((name) => !one.quirks.includes(name));
  return ofSecond.length > 0 ? { by: 'quirk', names: ofSecond, of: 'second' } : undefined;
}
