import type { ScenarioResult } from './results.ts';
import { hasRun, LEVELS, type Level, VERDICTS, type Verdict } from './verdict.ts';

/** The scenarios of one topic and level. */
export interface MatrixCell {
  readonly passed: number;
  /** Those that were tried. */
  readonly run: number;
  readonly notRun: number;
  readonly all: number;
  /** The verdict among them that most asks for attention. */
  readonly worst: Verdict;
}

export interface MatrixRow {
  readonly topic: string;
  readonly cells: Readonly<Partial<Record<Level, MatrixCell>>>;
}

/** Topics by level; a cell is absent where no scenario is. */
export function matrixOf(scenarios: readonly ScenarioResult[]): readonly MatrixRow[] {
  return topicsOf(scenarios).map((topic) => ({
    topic,
    cells: Object.fromEntries(
      LEVELS.flatMap((level) => {
        const cell = cellOf(scenarios.filter((each) => each.topic === topic && each.level === level));
        return cell === undefined ? [] : [[level, cell]];
      }),
    ),
  }));
}

/** The levels that any scenario has. */
export function levelsOf(scenarios: readonly ScenarioResult[]): readonly Level[] {
  return LEVELS.filter((level) => scenarios.some((each) => each.level === level));
}

export function topicsOf(scenarios: readonly { readonly topic: string }[]): readonly string[] {
  return [...new Set(scenarios.map(({ topic }) => topic))].toSorted();
}

function cellOf(scenarios: readonly ScenarioResult[]): MatrixCell | undefined {
  const worst = VERDICTS.find((verdict) => scenarios.some((each) => each.verdict === verdict));
  if (worst === undefined) return undefined;
  return {
    passed: scenarios.filter(({ verdict }) => verdict === 'passed').length,
    run: scenarios.filter(({ verdict }) => hasRun(verdict)).length,
    notRun: scenarios.filter(({ verdict }) => verdict === 'not run').length,
    all: scenarios.length,
    worst,
  };
}
