import type { Benchmark, Scale } from './benchmark.ts';
import { type BenchRound, type Figure, figuresOf } from './figure.ts';

export interface BenchmarkRunOptions extends Scale {
  /** In place of the benchmark's own number of rounds. */
  readonly rounds: number | undefined;
  /** Told when a round is over that counts. */
  readonly onRound?: (round: number, of: number) => void;
}

/** Runs a benchmark's rounds, floor and ours in turn. Whatever happens, its processes are ended. */
export async function runBenchmark(
  benchmark: Benchmark,
  options: BenchmarkRunOptions,
): Promise<readonly Figure[]> {
  const { size } = options;
  const count = options.rounds ?? (size === 'smoke' ? 1 : benchmark.rounds[size]);
  const warmUp = size === 'smoke' ? 0 : (benchmark.warmUpRounds ?? 0);
  const open = await benchmark.open(options);
  try {
    const rounds: BenchRound[] = [];
    for (let round = 0; round < warmUp + count; round++) {
      const floor = await open.floor();
      const ours = await open.ours();
      if (round < warmUp) continue;
      rounds.push({ floor, ours });
      options.onRound?.(rounds.length, count);
    }
    return figuresOf(benchmark, rounds, size);
  } finally {
    await open.close();
  }
}
