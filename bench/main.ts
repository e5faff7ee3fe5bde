import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { print, runMain, tell } from './console.ts';
import { INTERRUPTED, interruption } from './interruption.ts';
import { BENCH_USAGE, type BenchOptions, parseBenchOptions } from './options.ts';
import { type BenchFile, readBenchFile, writeBenchFile } from './report/bench-file.ts';
import { benchHtml } from './report/bench-html.ts';
import { capacityTable } from './report/capacity-table.ts';
import { renderComparison } from './report/compare.ts';
import { renderFigures } from './report/figure-table.ts';
import { describeMachine, machineLine } from './report/machine-info.ts';
import { renderTargets } from './report/targets.ts';
import { runAll, runForCrashes } from './run-all.ts';
import { chosen } from './suites.ts';

type Run = BenchOptions & { readonly command: 'run' };

/** Benchmarks at once where only a crash matters. */
const SMOKE_AT_ONCE = 3;

/** Runs benchmarks, compares two runs, or holds a fleet. Figures never fail a run, crashes do. */
async function main(args: readonly string[]): Promise<void> {
  const [first, ...rest] = args;
  if (first === 'hold') {
    const { holdMain } = await import('./hold/main.ts');
    process.exitCode = await holdMain(rest, print, tell);
    return;
  }
  const options = parseBenchOptions(args);
  switch (options.command) {
    case 'help':
      return print(BENCH_USAGE);
    case 'compare':
      return print(renderComparison(readBenchFile(options.oldFile), readBenchFile(options.newFile)));
    case 'table':
      return print(capacityTable(readBenchFile(options.file)));
    case 'run':
      return options.size === 'smoke' ? smoke(options) : run(options);
  }
}

async function smoke({ names, size, rounds }: Run): Promise<void> {
  const startMs = performance.now();
  const benchmarks = chosen(names, size);
  await runForCrashes(benchmarks, { size, rounds, profileFolder: undefined }, SMOKE_AT_ONCE);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  print(`${benchmarks.length} benchmarks ran, ${seconds} s; their figures mean nothing in this size`);
}

async function run(options: Run): Promise<void> {
  const { names, size, rounds, outFolder, profile } = options;
  const benchmarks = chosen(names, size);
  const machine = describeMachine();
  makeFolder(outFolder);
  const file = await runAll({
    benchmarks,
    machine,
    size,
    rounds,
    profileFolder: ({ name }) => (profile ? join(outFolder, 'profiles', name) : undefined),
    signal: interruption(),
    tell,
    onProgress: (sofar) => write(outFolder, sofar),
  });
  write(outFolder, file);
  const { figures, seconds, failures } = file;
  if (options.json) print(JSON.stringify(file));
  else {
    print(`${machineLine(machine)}\n\n${renderFigures(figures)}\n\n${renderTargets(figures)}`);
    print(`\n${seconds} s, written to ${outFolder}/bench.json and bench.html`);
  }
  for (const { name } of failures) tell(`${name} failed, see above`);
  if (failures.length > 0) process.exitCode = 1;
  // what was under way is left behind, and ends with this process
  if (file.interrupted) process.exit(INTERRUPTED);
}

function write(folder: string, file: BenchFile): void {
  writeBenchFile(join(folder, 'bench.json'), file);
  writeFileSync(join(folder, 'bench.html'), benchHtml(file));
}

runMain(main, BENCH_USAGE);
