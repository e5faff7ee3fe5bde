import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConformanceResults } from '../../../reports/generators/conformance/results.ts';
import type { Level } from '../../../reports/generators/conformance/verdict.ts';
import { type Asked, judgeMutant } from './judge.ts';
import { likelyCatchers } from './likely-catchers.ts';
import type { Mutant } from './mutant.ts';
import type { Remembered } from './remembered.ts';

/** What became of a mutant. */
export interface Hunted {
  readonly mutant: Mutant;
  /** The level at which the first scenario caught it; undefined where none did. */
  readonly caughtAt: 'must' | 'may' | undefined;
  /** The scenario that caught it, with what it says. */
  readonly by?: { readonly id: string; readonly says: string };
  /** What kept it from being judged. */
  readonly problem?: string;
  readonly seconds: number;
}

/** Scenarios that caught mutants of like names, of which so many are asked before all that are about a mutant. */
const LIKELY = 12;

/**
 * How scenarios are chosen that judge a mutant: the one that is known to catch it, the musts that are likely to, the musts
 * about it, all others about it.
 */
type Choice = { readonly ids: readonly string[]; readonly level: Level } | { readonly level: 'must' | 'may' };

/**
 * Has the scenarios about a mutant judge it: the musts first, then all others. It is caught by the first that fails
 * twice in a row; a difference that has a name as a quirk counts where the scenario names it.
 * @param remembered the scenarios that caught mutants in earlier hunts: this one's is asked before all others, then those
 * that caught the likest
 */
export async function hunt(mutant: Mutant, remembered: Remembered): Promise<Hunted> {
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  const own = remembered[mutant.name];
  const likely = likelyCatchers(mutant.name, remembered, LIKELY);
  const choices: readonly Choice[] = [
    ...(own === undefined ? [] : [{ ids: [own], level: 'extension' } as const]),
    ...(likely.length === 0 ? [] : [{ ids: likely, level: 'must' } as const]),
    { level: 'must' },
    { level: 'may' },
  ];
  try {
    for (const choice of choices) {
      const results = await judged(mutant, choice);
      const caught = results.scenarios.find(({ verdict }) => verdict === 'failed');
      if (caught !== undefined) {
        const says = (caught.failure?.message ?? '').split('\n')[0] ?? '';
        const caughtAt = caught.level === 'must' ? 'must' : 'may';
        return { mutant, caughtAt, by: { id: caught.id, says }, seconds: seconds() };
      }
    }
    return { mutant, caughtAt: undefined, seconds: seconds() };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { mutant, caughtAt: undefined, problem, seconds: seconds() };
  }
}

async function judged(mutant: Mutant, choice: Choice): Promise<ConformanceResults> {
  const outDir = await mkdtemp(join(tmpdir(), 'push-harness-mutant-'));
  try {
    return (await judgeMutant(mutant, { ...askedFor(mutant, choice), failFast: true }, outDir)).results;
  } finally {
    await rm(outDir, { recursive: true });
  }
}

function askedFor(mutant: Mutant, choice: Choice): Omit<Asked, 'failFast'> {
  if ('ids' in choice) return { words: choice.ids, level: choice.level };
  const { level } = choice;
  const wantsTags = (tags: readonly string[]): boolean => level === 'must' || !tags.includes('@must');
  return { words: mutant.about, level, wantsTags };
}
