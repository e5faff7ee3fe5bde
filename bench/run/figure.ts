import { type Summary, summarise } from '../statistics/summary.ts';
import type { Benchmark, FigureSpec, FigureTarget, Measures, Size, Unit } from './benchmark.ts';

/** A target and whether it was met. */
export type FigureVerdict = FigureTarget & { readonly met: boolean };

/** What all rounds say of one figure. */
export interface Figure {
  /** `SUITE/NAME.KEY`. */
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly floorTitle: string;
  /** Size of the fleet, where the same is measured with several; otherwise null. */
  readonly nodes: number | null;
  readonly ours: Summary;
  /** Null where the figure has no floor. */
  readonly floor: Summary | null;
  /** Ours by floor of the same round, so that a machine that slows down midway does not matter. */
  readonly ratio: Summary | null;
  /** Ours less floor of the same round. */
  readonly difference: Summary | null;
  readonly verdicts: readonly FigureVerdict[];
}

export interface BenchRound {
  readonly floor: Measures;
  readonly ours: Measures;
}

/** What figures take from their benchmark. */
export type MeasuredBenchmark = Pick<Benchmark, 'name' | 'floorTitle' | 'figures' | 'nodes'>;

/** Every figure of a benchmark from its rounds. @throws Error for one that was not measured */
export function figuresOf(
  benchmark: MeasuredBenchmark,
  rounds: readonly BenchRound[],
  size: Size,
): readonly Figure[] {
  return benchmark.figures.map((spec) => figureOf(benchmark, spec, rounds, size));
}

/** The name of the benchmark that a figure is of. */
export function benchmarkOf({ name }: Pick<Figure, 'name'>): string {
  return name.slice(0, name.lastIndexOf('.'));
}

function figureOf(
  benchmark: MeasuredBenchmark,
  spec: FigureSpec,
  rounds: readonly BenchRound[],
  size: Size,
): Figure {
  const name = `${benchmark.name}.${spec.key}`;
  const ours = rounds.map((round) => measured(name, round.ours[spec.key]));
  const floor = rounds.flatMap((round) => round.floor[spec.key] ?? []);
  const paired = floor.length === ours.length;
  const ratio = paired ? summarise(ours.map((value, index) => value / (floor[index] ?? Number.NaN))) : null;
  const difference = paired
    ? summarise(ours.map((value, index) => value - (floor[index] ?? Number.NaN)))
    : null;
  const summaries = { ours: summarise(ours), ratio, difference };
  return {
    name,
    title: spec.title,
    unit: spec.unit,
    floorTitle: benchmark.floorTitle,
    nodes: benchmark.nodes?.[size] ?? null,
    floor: paired ? summarise(floor) : null,
    ...summaries,
    verdicts: spec.targets.map((target) => ({ ...target, met: isMet(target, summaries[target.of]) })),
  };
}

function isMet(target: FigureTarget, summary: Summary | null): boolean {
  if (summary === null) return false;
  return 'atLeast' in target ? summary.median >= target.atLeast : summary.median <= target.atMost;
}

function measured(name: string, value: number | undefined): number {
  if (value === undefined) throw new Error(`benchmark did not measure ${name}`);
  return value;
}
