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

/** How scenarios are chosen that judge a mutant: by ids and topics, of a level. */
interface Choice {
  readonly words: readonly string[];
  readonly level: Level;
}

/**
 * Has the scenarios about a mutant judge it: the musts first, then all others. It is caught by the first that fails
 * twice in a row on the server as a process; a difference that has a name as a quirk counts where the scenario names it.
 * Which may that be is looked for in one process, where a server of a scenario's own costs next to nothing.
 * @param remembered the scenarios that caught mutants in earlier hunts: this one's is asked before all others, then those
 * that caught the likest
 */
export async function hunt(mutant: Mutant, remembered: Remembered): Promise<Hunted> {
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  try {
    const caught = await catcherOf(mutant, remembered);
    return { mutant, caughtAt: undefined, ...caught, seconds: seconds() };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { mutant, caughtAt: undefined, problem, seconds: seconds() };
  }
}

type Caught = Pick<Hunted, 'caughtAt' | 'by'>;

async function catcherOf(mutant: Mutant, remembered: Remembered): Promise<Caught | undefined> {
  const own = remembered[mutant.name];
  if (own !== undefined) {
    const caught = await caughtBy(mutant, { words: [own], level: 'extension' }, 'process');
    if (caught !== undefined) return caught;
  }
  const likely = likelyCatchers(mutant.name, remembered, LIKELY);
  const choices: readonly Choice[] = [
    ...(likely.length === 0 ? [] : [{ words: likely, level: 'must' } as const]),
    // the topic that says most about it comes first
    ...mutant.about.map((topic) => ({ words: [topic], level: 'must' }) as const),
    { words: mutant.about, level: 'may' },
  ];
  for (const choice of choices) {
    const suspected = await caughtBy(mutant, choice, 'in-process');
    if (suspected?.by === undefined) continue;
    const confirmed = await caughtBy(mutant, { words: [suspected.by.id], level: 'extension' }, 'process');
    if (confirmed !== undefined) return confirmed;
    // what only fails in one process says nothing of the rest of its choice
    const outside = await caughtBy(mutant, choice, 'process');
    if (outside !== undefined) return outside;
  }
  return undefined;
}

async function caughtBy(
  mutant: Mutant,
  choice: Choice,
  place: NonNullable<Asked['place']>,
): Promise<Caught | undefined> {
  const results = await judged(mutant, choice, place);
  const caught = results.scenarios.find(({ verdict }) => verdict === 'failed');
  if (caught === undefined) return undefined;
  const says = (caught.failure?.message ?? '').split('\n')[0] ?? '';
  return { caughtAt: caught.level === 'must' ? 'must' : 'may', by: { id: caught.id, says } };
}

async function judged(
  mutant: Mutant,
  choice: Choice,
  place: NonNullable<Asked['place']>,
): Promise<ConformanceResults> {
  const outDir = await mkdtemp(join(tmpdir(), 'push-harness-mutant-'));
  try {
    return (await judgeMutant(mutant, { ...askedFor(choice), place, failFast: true }, outDir)).results;
  } finally {
    await rm(outDir, { recursive: true });
  }
}

/** The musts have been asked by then. */
function askedFor({ words, level }: Choice): Omit<Asked, 'failFast'> {
  return { words, level, wantsTags: (tags) => level !== 'may' || !tags.includes('@must') };
}
