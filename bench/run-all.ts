import pLimit from 'p-limit';
import { costGrowth } from './growth/cost-growth.ts';
import { untilAborted } from './interruption.ts';
import type { BenchFailure, BenchFile } from './report/bench-file.ts';
import type { MachineInfo } from './report/machine-info.ts';
import type { Benchmark } from './run/benchmark.ts';
import type { Figure } from './run/figure.ts';
import { type BenchmarkRunOptions, runBenchmark } from './run/run-benchmark.ts';

export interface RunAll extends Omit<BenchmarkRunOptions, 'profileFolder'> {
  readonly benchmarks: readonly Benchmark[];
  readonly machine: MachineInfo;
  /** Where the CPU profiles of a benchmark go; undefined: none are written. */
  readonly profileFolder: (benchmark: Benchmark) => string | undefined;
  /** Ends the run after what was measured so far. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
  /** Told after each benchmark, so that a run that is cut off leaves what it had measured. */
  readonly onProgress: (sofar: BenchFile) => void;
}

/** Runs one benchmark after the other. One that fails is told, and the others run on. */
export async function runAll(run: RunAll): Promise<BenchFile> {
  const { benchmarks, signal, tell, size } = run;
  const startMs = performance.now();
  const seconds = (): number => (performance.now() - startMs) / 1_000;
  const date = new Date().toISOString();
  const figures: Figure[] = [];
  const failures: BenchFailure[] = [];
  const sofar = (): BenchFile => ({
    kind: 'push-harness/bench',
    version: 2,
    date,
    machine: run.machine,
    size,
    interrupted: signal.aborted,
    seconds: Math.round(seconds()),
    figures: size === 'full' ? [...figures, ...costGrowth(figures)] : figures,
    failures,
  });
  for (const [index, benchmark] of benchmarks.entries()) {
    const { name } = benchmark;
    const begunAt = seconds();
    try {
      figures.push(...(await untilAborted(runOne(run, benchmark), signal)));
      tell(`[${index + 1}/${benchmarks.length}] ${name} took ${(seconds() - begunAt).toFixed(1)} s`);
    } catch (error) {
      if (signal.aborted) break;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failures.push({ name, message });
      tell(`[${index + 1}/${benchmarks.length}] ${name} FAILED: ${message}`);
    }
    run.onProgress(sofar());
  }
  return sofar();
}

/** Runs benchmarks some at once and throws their figures away: only whether they run is asked. @throws the first error */
export async function runForCrashes(
  benchmarks: readonly Benchmark[],
  options: BenchmarkRunOptions,
  atOnce: number,
): Promise<void> {
  const limit = pLimit({ concurrency: atOnce, rejectOnClear: true });
  try {
    await Promise.all(benchmarks.map((benchmark) => limit(() => runBenchmark(benchmark, options))));
  } catch (error) {
    limit.clearQueue();
    throw error;
  }
}

function runOne(run: RunAll, benchmark: Benchmark): Promise<readonly Figure[]> {
  return runBenchmark(benchmark, {
    size: run.size,
    rounds: run.rounds,
    profileFolder: run.profileFolder(benchmark),
    onRound: (round, of) => run.tell(`  ${benchmark.name} round ${round} of ${of}`),
  });
}
