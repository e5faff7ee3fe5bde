import type { Measures, OpenBenchmark, Scale } from '../run/benchmark.ts';
import type { Children } from './children.ts';
import { withFreshChildren } from './rounds.ts';

/** How many connections a benchmark of one connection's cost makes. */
export interface Crowd {
  /**
   * Those that come before the measurement, so that what is loaded, made, compiled and grown once is not counted. As many
   * as are measured: what a greater crowd needs for the moment in which it comes is not given back to the system.
   */
  readonly warmUp: number;
  /** Those that are measured. */
  readonly count: number;
}

const WARM_UP = { full: 1_000, quick: 300, smoke: 5 };
const COUNT = { full: 1_000, quick: 300, smoke: 10 };

/** How one side is measured over a crowd, with processes made for it. */
type CrowdSide = (children: Children, crowd: Crowd) => Promise<Measures>;

/** A benchmark of what one of a crowd costs; every round has new processes. */
export function withCrowd(
  scale: Scale,
  { floor, ours }: { readonly floor: CrowdSide; readonly ours: CrowdSide },
): OpenBenchmark {
  const crowd: Crowd = { warmUp: WARM_UP[scale.size], count: COUNT[scale.size] };
  return withFreshChildren(scale, {
    floor: (children) => floor(children, crowd),
    ours: (children) => ours(children, crowd),
  });
}
