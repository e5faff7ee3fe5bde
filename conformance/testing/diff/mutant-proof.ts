import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiffResults } from '../../diff/diff-results.ts';
import { diffTargets } from '../../diff/diff-targets.ts';
import { type DrivenRun, readDriven } from '../../diff/driven-run.ts';
import { FEATURES_ROOT } from '../../scenarios/load-features.ts';
import { readTarget } from '../../target-file/read-target.ts';
import type { TargetFile } from '../../target-file/target-file.ts';
import { judgeMutant } from '../mutants/judge.ts';
import { likelyCatchers } from '../mutants/likely-catchers.ts';
import type { Mutant } from '../mutants/mutant.ts';
import type { Remembered } from '../mutants/remembered.ts';

/** Scenarios by which a mutant is driven that no scenario is known for. */
const LIKELY = 12;

/** The scenarios by which a mutant is driven: the one that caught it before, else those that caught the likest. */
export function scriptsFor(name: string, remembered: Remembered): readonly string[] {
  const { [name]: own } = remembered;
  return own === undefined ? likelyCatchers(name, remembered, LIKELY) : [own];
}

/** Our server as it is, driven by all of these scenarios: in each round once, whoever stands beside it. */
export function oursBy(words: readonly string[]): (round: number) => Promise<DrivenRun> {
  const rounds = new Map<number, Promise<DrivenRun>>();
  return (round) => {
    const driven = rounds.get(round) ?? driveMutant(undefined, words);
    rounds.set(round, driven);
    return driven;
  };
}

/**
 * Our server beside a mutant of it: the mutant is found where there is a difference that was seen twice.
 * @param words the scenarios by which the mutant is driven, among those of ours
 */
export async function diffMutant(
  mutant: Mutant,
  words: readonly string[],
  ours: (round: number) => Promise<DrivenRun>,
): Promise<DiffResults> {
  const targets = [undefined, mutant].map((each) => ({ label: each?.name ?? 'ours', file: targetFile() }));
  return await diffTargets(
    targets,
    ({ label }, scripts, round) => (label === 'ours' ? ours(round) : driveMutant(mutant, scripts ?? words)),
    new AbortController().signal,
  );
}

async function driveMutant(mutant: Mutant | undefined, words: readonly string[]): Promise<DrivenRun> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-diff-mutant-'));
  try {
    const asked = { words, level: 'extension', failFast: false, place: 'in-process' } as const;
    const { results } = await judgeMutant(mutant, asked, folder);
    return await readDriven(folder, results);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function targetFile(): TargetFile {
  const source = join(FEATURES_ROOT, 'features/targets/in-process-documented.yaml');
  return readTarget(readFileSync(source, 'utf8'), source, () => undefined);
}
