import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchOptions, parseOptions, USAGE, UsageError } from './options.ts';
import { type BenchFile, readBenchFile, writeBenchFile } from './report/bench-file.ts';
import { renderComparison } from './report/compare.ts';
import { renderFigures } from './report/figure-table.ts';
import { describeMachine, machineLine } from './report/machine.ts';
import type { Figure } from './run/figure.ts';
import { runBenchmark } from './run/run-benchmark.ts';
import { chosen } from './suites.ts';

/** Runs benchmarks or compares two runs. Figures never fail a run, crashes do. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  switch (options.command) {
    case 'help':
      return print(USAGE);
    case 'compare':
      return print(renderComparison(readBenchFile(options.oldFile), readBenchFile(options.newFile)));
    case 'run':
      return run(options);
  }
}

async function run(options: BenchOptions & { readonly command: 'run' }): Promise<void> {
  const benchmarks = chosen(options.names);
  const machine = describeMachine();
  const startMs = performance.now();
  mkdirSync(options.outFolder, { recursive: true });
  const figures: Figure[] = [];
  for (const benchmark of benchmarks) {
    const benchmarkStartMs = performance.now();
    const profileFolder = options.profile ? join(options.outFolder, 'profiles', benchmark.name) : undefined;
    figures.push(...(await runBenchmark(benchmark, { ...options, profileFolder })));
    tell(`${benchmark.name} took ${((performance.now() - benchmarkStartMs) / 1_000).toFixed(1)} s`);
  }
  const file: BenchFile = {
    kind: 'push-harness/bench',
    version: 2,
    date: new Date().toISOString(),
    machine,
    size: options.size,
    seconds: Math.round((performance.now() - startMs) / 1_000),
    figures,
  };
  const path = join(options.outFolder, 'bench.json');
  writeBenchFile(path, file);
  if (options.json) return print(JSON.stringify(file));
  print(`${machineLine(machine)}\n\n${renderFigures(figures)}\n\n${file.seconds} s, written to ${path}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress goes where it does not get into the results. */
function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) tell(`${error.message}\n\n${USAGE}`);
  else tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
