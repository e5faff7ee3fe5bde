import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print, runMain, tell } from '../bench/console.ts';
import { INTERRUPTED, interruption } from '../bench/interruption.ts';
import { BenchUsageError } from '../bench/options.ts';
import { describeMachine, machineLine } from '../bench/report/machine-info.ts';
import type { Size } from '../bench/run/benchmark.ts';
import { makeFolder } from '../files/make-folder.ts';
import { ATTACKS, chosenAttacks, forSmoke } from './attacks.ts';
import type { AttackFile } from './figures.ts';
import { ATTACK_USAGE, type AttackOptions, parseAttackOptions } from './options.ts';
import { renderList, renderResults } from './report.ts';
import { runAttacks } from './run-attacks.ts';
import { smoke } from './smoke.ts';
import { hasHeld } from './verdict.ts';

type Run = AttackOptions & { readonly command: 'run' };

/** Nothing can be said: the machine is too slow. */
const INCONCLUSIVE = 4;

/** Attacks servers of ours, and says what came of it. */
async function main(args: readonly string[]): Promise<void> {
  const options = parseAttackOptions(args);
  switch (options.command) {
    case 'help':
      return print(ATTACK_USAGE);
    case 'list':
      return print(renderList(ATTACKS));
    case 'run':
      return options.size === 'smoke' ? runSmoke(options) : run(options, options.size);
  }
}

async function runSmoke({ names, dialect }: Run): Promise<void> {
  const startMs = performance.now();
  const attacks = names.length === 0 ? forSmoke(ATTACKS) : chosenAttacks(names);
  await smoke(attacks, ['--dialect', dialect], tell);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  print(`${attacks.length} attacks ran, ${seconds} s; in this size nothing is judged`);
}

async function run({ names, dialect, json, outFolder }: Run, size: Exclude<Size, 'smoke'>): Promise<void> {
  if (process.platform !== 'linux')
    throw new BenchUsageError('memory is measured by /proc, which Linux alone has; --smoke runs anywhere');
  const attacks = chosenAttacks(names);
  makeFolder(outFolder);
  const signal = interruption();
  const machine = describeMachine();
  const date = new Date().toISOString();
  const write = (results: AttackFile['results']): AttackFile => {
    const file: AttackFile = {
      kind: 'push-harness/attack',
      version: 1,
      date,
      machine,
      size,
      dialect,
      interrupted: signal.aborted,
      results,
    };
    writeFileSync(join(outFolder, 'attack.json'), `${JSON.stringify(file, null, 2)}\n`);
    return file;
  };
  const results = await runAttacks({ attacks, size, dialect, signal, tell, onProgress: write });
  const file = write(results);
  print(json ? JSON.stringify(file) : `${machineLine(machine)}\n\n${renderResults(results)}`);
  tell(`written to ${outFolder}/attack.json`);
  // what was under way is left behind, and ends with this process
  if (signal.aborted) process.exit(INTERRUPTED);
  const outcomes = results.map(hasHeld);
  if (outcomes.includes(false)) process.exitCode = 1;
  else if (outcomes.includes(undefined)) process.exitCode = INCONCLUSIVE;
}

runMain(main, ATTACK_USAGE);
