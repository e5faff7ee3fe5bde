import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../../../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../../../protocol/quirks/catalogue.ts';
import { diffRuns, type FoundDifference } from '../../diff/diff-runs.ts';
import { type DrivenRun, seenScenario } from '../../diff/driven-run.ts';
import { comparedText } from '../../diff/plain-value.ts';
import { readJournal } from '../../journal/read-journal.ts';
import { type Candidate, candidatesOf } from '../../plan/candidate.ts';
import { drawKeyPairs } from '../../run/key-pairs.ts';
import { loadFeatures } from '../../scenarios/load-features.ts';
import { judgeRound } from '../quirks/judge-round.ts';
import { type QuirkRound, roundsOf } from '../quirks/rounds.ts';
import { quirkRowsOf } from '../quirks/rows.ts';

/** What a comparison says of a scenario at our server with a quirk beside our server without. */
export interface QuirkProof {
  readonly script: string;
  /** The quirk that the second server has. */
  readonly quirk: ServerQuirkName;
  /** Names of the quirks that the comparison gives the second server. */
  readonly named: readonly string[];
  /** What it takes for anything else, a line each. */
  readonly news: readonly string[];
}

/** A comparison that names exactly the quirk that is there. */
export function isProven({ quirk, named, news }: QuirkProof): boolean {
  return named.join() === quirk && news.length === 0;
}

/** Compares, for each of these quirks and its scenarios, our server with it and our server without. */
export async function proveQuirks(
  dialect: DialectName,
  wanted: (quirk: ServerQuirkName) => boolean,
): Promise<readonly QuirkProof[]> {
  const rounds = roundsOf(quirkRowsOf(dialect).filter(({ quirk }) => wanted(quirk)));
  const runs = await driveRounds(dialect, rounds);
  const without = runs.at(-1);
  if (without === undefined) return [];
  return rounds.slice(0, -1).flatMap((round, index) => proofsOf(round, without, runs[index] ?? without));
}

/** Our server, each scenario with the quirks that its round says. */
export async function driveRounds(
  dialect: DialectName,
  rounds: readonly QuirkRound[],
): Promise<readonly DrivenRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-diff-quirks-'));
  try {
    const [candidates, [, ...keys]] = await Promise.all([loadFeatures().then(candidatesOf), drawKeyPairs()]);
    const keysFile = join(folder, 'keys.json');
    await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
    const runs: DrivenRun[] = [];
    for (const [index, round] of rounds.entries()) {
      const options = { dialect, candidates, keysFile, folder: join(folder, String(index)) };
      runs.push(await driveRound(round, options));
    }
    return runs;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function proofsOf(round: QuirkRound, without: DrivenRun, having: DrivenRun): readonly QuirkProof[] {
  const { differences } = diffRuns([without, having], ['without', 'having']);
  return [...round].flatMap(([script, [quirk]]) => {
    if (quirk === undefined) return [];
    const found = differences.filter((each) => each.script === script);
    const named = found.flatMap(({ known }) =>
      known?.by === 'quirk' && known.of === 'second' ? known.names : [],
    );
    return [{ script, quirk, named: [...new Set(named)].toSorted(), news: found.filter(isNews).map(lineOf) }];
  });
}

function isNews({ known }: FoundDifference): boolean {
  return known === undefined || known.by === 'dialect' || known.of === 'first';
}

function lineOf({ place, first, second, known }: FoundDifference): string {
  const [one, other] = [first, second].map((side) => comparedText(side?.value ?? null).slice(0, 300));
  return `${place}: ${one} / ${other} ${known === undefined ? '' : JSON.stringify(known)}`;
}

async function driveRound(
  round: QuirkRound,
  options: {
    readonly dialect: DialectName;
    readonly candidates: readonly Candidate[];
    readonly keysFile: string;
    readonly folder: string;
  },
): Promise<DrivenRun> {
  const journal = join(options.folder, 'journal');
  await mkdir(journal, { recursive: true });
  const judged = await judgeRound(round, { ...options, journal });
  const recorded = new Map((await readJournal(journal)).map((each) => [each.id, each]));
  const scripts = [...judged].map(([id, { met, failure: note }]) => {
    const said = note === undefined ? 'passed' : 'failed';
    const seen = seenScenario(recorded.get(id)?.entries ?? [], { said, note });
    return [id, { id, title: recorded.get(id)?.name ?? id, seen, why: '', quirks: met }] as const;
  });
  return { dialect: options.dialect, scripts: new Map(scripts), hindrance: undefined };
}
