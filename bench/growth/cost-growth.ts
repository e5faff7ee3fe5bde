import type { FigureSpec, Unit } from '../run/benchmark.ts';
import { type Figure, figuresOf, type MeasuredBenchmark } from '../run/figure.ts';

/** Fleets that are compared: what a node costs may grow so much from the one to the other. */
const FROM = 1_000;
const TO = 10_000;
const MAX_GROWTH = 1.3;

/** How the cost of one node is read from a figure. */
interface Cost {
  readonly key: string;
  readonly title: string;
  readonly unit: Unit;
  readonly of: (value: number, nodes: number) => number;
}

const SAME = (value: number): number => value;
const MICROS_A_MS = 1_000;
const MICROS_A_SECOND = 1e6;

const COSTS: readonly Cost[] = [
  { key: 'up', title: 'Time, a node coming up', unit: 'µs', of: (rate) => MICROS_A_SECOND / rate },
  { key: 'job', title: 'Time, a node of a job', unit: 'µs', of: (ms, nodes) => (MICROS_A_MS * ms) / nodes },
  { key: 'serverCpuUp', title: 'CPU of the server, a node coming up', unit: 'µs', of: SAME },
  { key: 'fleetCpuUp', title: 'CPU of the fleet, a node coming up', unit: 'µs', of: SAME },
  { key: 'serverCpuJob', title: 'CPU of the server, a node of a job', unit: 'µs', of: SAME },
  { key: 'fleetCpuJob', title: 'CPU of the fleet, a node of a job', unit: 'µs', of: SAME },
  { key: 'serverMemory', title: 'Memory of the server, a node', unit: 'bytes', of: SAME },
  { key: 'fleetMemory', title: 'Memory of the fleet, a node', unit: 'bytes', of: SAME },
];

/** What a node costs in the largest fleet beside what it costs in a small one; nothing unless both were run in full. */
export function costGrowth(figures: readonly Figure[]): readonly Figure[] {
  const pairs = COSTS.flatMap((cost) => {
    const from = costsOf(figures, FROM, cost);
    const to = costsOf(figures, TO, cost);
    return from && to ? [{ cost, from, to }] : [];
  });
  return pairs.flatMap(({ cost, from, to }) => {
    const rounds = to.flatMap((ours, round) => {
      const floor = from[round];
      return floor === undefined ? [] : [{ ours: { [cost.key]: ours }, floor: { [cost.key]: floor } }];
    });
    return figuresOf(benchmarkFor(cost), rounds, 'full');
  });
}

function costsOf(
  figures: readonly Figure[],
  fleet: number,
  { key, of }: Cost,
): readonly number[] | undefined {
  const figure = figures.find(({ name }) => name === `growth/${fleet}.${key}`);
  return figure?.ours.samples.map((value) => of(value, figure.nodes ?? fleet));
}

function benchmarkFor({ key, title, unit }: Cost): MeasuredBenchmark {
  const spec: FigureSpec = { key, title, unit, targets: [{ of: 'ratio', atMost: MAX_GROWTH }] };
  return { name: 'growth/cost', floorTitle: `fleet of ${FROM}; ours: fleet of ${TO}`, figures: [spec] };
}
