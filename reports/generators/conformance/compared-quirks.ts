import type { ConformanceResults } from './results.ts';
import { QUIRK_WEIGHTS, type ReportedQuirkWeight } from './run-facts.ts';
import type { Verdict } from './verdict.ts';

/**
 * What became of a quirk from the first run to another. `brought`: the first judged the same and did not meet it. `mended`:
 * the other judged what met it, and did not meet it. `not compared`: one of them did not judge any of it.
 */
export type QuirkChange = 'brought' | 'mended' | 'same' | 'not compared';

/** The ones that ask for attention first. */
export const QUIRK_CHANGES = [
  'brought',
  'mended',
  'not compared',
  'same',
] as const satisfies readonly QuirkChange[];

export interface ComparedQuirk {
  readonly name: string;
  readonly weight: ReportedQuirkWeight;
  /** What a server with it does, in one sentence. */
  readonly summary: string;
  /** How many scenarios met it, one a column; absent where that run knows no quirks. */
  readonly met: readonly (number | undefined)[];
  /** Of each column after the first. */
  readonly changes: readonly QuirkChange[];
  /** The one of them that most asks for attention. */
  readonly change: QuirkChange;
}

/** The quirks that any of these runs met, each compared with the first run. */
export function comparedQuirks(runs: readonly ConformanceResults[]): readonly ComparedQuirk[] {
  const [first, ...others] = runs;
  if (first === undefined) return [];
  const known = new Map(runs.flatMap(({ quirks = [] }) => quirks).map((quirk) => [quirk.name, quirk]));
  return [...known.values()]
    .map(({ name, weight, summary }): ComparedQuirk => {
      const changes = others.map((other) => changeOfQuirk(name, first, other));
      return {
        name,
        weight,
        summary,
        met: runs.map((run) => (run.quirks === undefined ? undefined : metBy(name, run).length)),
        changes,
        change: QUIRK_CHANGES.find((change) => changes.includes(change)) ?? 'same',
      };
    })
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function rank({ change, weight, name }: ComparedQuirk): string {
  return `${QUIRK_CHANGES.indexOf(change)}${QUIRK_WEIGHTS.indexOf(weight)}${name}`;
}

function metBy(name: string, { quirks = [] }: ConformanceResults): readonly string[] {
  return quirks.find((quirk) => quirk.name === name)?.scenarios ?? [];
}

function changeOfQuirk(name: string, before: ConformanceResults, after: ConformanceResults): QuirkChange {
  if (before.quirks === undefined || after.quirks === undefined) return 'not compared';
  const [had, has] = [metBy(name, before), metBy(name, after)];
  if (had.length > 0 && has.length > 0) return 'same';
  if (had.length > 0) return judgedAnyOf(had, after) ? 'mended' : 'not compared';
  if (has.length > 0) return judgedAnyOf(has, before) ? 'brought' : 'not compared';
  return 'same';
}

/** Verdicts that say what the target did with all that the scenario asks. */
const TOLD: readonly Verdict[] = ['passed', 'quirk', 'flaky', 'unexpected pass'];

/** A failure may have come before the quirk was met, and says nothing of it. */
function judgedAnyOf(ids: readonly string[], { scenarios }: ConformanceResults): boolean {
  return scenarios.some(({ id, verdict }) => ids.includes(id) && TOLD.includes(verdict));
}
