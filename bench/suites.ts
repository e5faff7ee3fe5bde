import { rates } from './api/rates.ts';
import { storedJobs } from './api/stored-jobs.ts';
import { jobOnFleet, jobOnLeanNodes } from './broker/job.ts';
import { memory as brokerMemory } from './broker/memory.ts';
import { throughput } from './broker/throughput.ts';
import { brokerWithReaders } from './feeds/broker.ts';
import { idleReaders } from './feeds/idle.ts';
import { readers } from './feeds/readers.ts';
import { fleetUp } from './fleet/up.ts';
import { growth } from './growth/growth.ts';
import { BenchUsageError } from './options.ts';
import type { Benchmark, BySize, Size } from './run/benchmark.ts';
import { ready } from './start/ready.ts';
import { writes } from './store/writes.ts';

/** Every benchmark, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  throughput,
  brokerMemory,
  jobOnFleet,
  jobOnLeanNodes,
  storedJobs,
  rates,
  fleetUp,
  readers,
  brokerWithReaders,
  idleReaders,
  writes,
  ready,
  ...growth,
];

/** Of benchmarks that differ by the size of the fleet alone, so many are run where none is asked for by its name. */
const FLEETS: BySize<number> = { full: Number.POSITIVE_INFINITY, quick: 2, smoke: 1 };

/** Those of the named suites, and those named. @throws BenchUsageError for a name that is neither */
export function chosen(names: readonly string[], size: Size): readonly Benchmark[] {
  if (names.length === 0) {
    const fleets = BENCHMARKS.filter(({ nodes }) => nodes !== undefined).slice(0, FLEETS[size]);
    return BENCHMARKS.filter((benchmark) => benchmark.nodes === undefined || fleets.includes(benchmark));
  }
  for (const name of names) {
    if (!BENCHMARKS.some((benchmark) => isMeant(benchmark, name))) {
      const known = BENCHMARKS.map((benchmark) => benchmark.name).join(', ');
      throw new BenchUsageError(`no benchmark or suite ${name}; there are ${known}`);
    }
  }
  return BENCHMARKS.filter((benchmark) => names.some((name) => isMeant(benchmark, name)));
}

function isMeant(benchmark: Benchmark, name: string): boolean {
  return benchmark.name === name || benchmark.name.startsWith(`${name}/`);
}
