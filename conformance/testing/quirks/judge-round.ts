import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DialectName } from '../../../protocol/dialect-name.ts';
import { SERVER_QUIRKS } from '../../../protocol/quirks/catalogue.ts';
import { JOURNAL_VARIABLE } from '../../journal/places.ts';
import type { Candidate } from '../../plan/candidate.ts';
import { runFeatures } from '../../run/run-features.ts';
import { FEATURES_ROOT } from '../../scenarios/load-features.ts';
import { readTarget } from '../../target-file/read-target.ts';
import { type ResolvedTarget, resolvedOffline, TARGET_VARIABLE } from '../../target-file/resolved-target.ts';
import { type Judged, JudgedScenarios } from './judged.ts';
import type { QuirkRound } from './rounds.ts';

export interface JudgeOptions {
  readonly dialect: DialectName;
  readonly candidates: readonly Candidate[];
  /** Where files of the run are put. */
  readonly folder: string;
  /** The key pairs of principals, in JSON. */
  readonly keysFile: string;
  /** Where the journal of the run is put; there is none without it. */
  readonly journal?: string;
}

/** Runs the scenarios of a round, each on our own server with the quirks that the round says. Gives what each met. */
export async function judgeRound(
  round: QuirkRound,
  { dialect, candidates, folder, keysFile, journal }: JudgeOptions,
): Promise<ReadonlyMap<string, Judged>> {
  const source = join(FEATURES_ROOT, `features/targets/in-process-${dialect}.yaml`);
  const target = readTarget(readFileSync(source, 'utf8'), source, () => undefined);
  const file = join(folder, 'target.json');
  const resolved: ResolvedTarget = {
    ...resolvedOffline(target, dialect, 'quirks'),
    // each is accepted, so that one that is met shows itself as met and not as a failure
    acceptedQuirks: SERVER_QUIRKS.map(({ name }) => name),
    quirksByScenario: Object.fromEntries(round),
    keysFile,
  };
  await writeFile(file, JSON.stringify(resolved));
  const judged = new JudgedScenarios(candidates);
  await runFeatures({
    subject: 'server',
    root: FEATURES_ROOT,
    selected: candidates.filter(({ id }) => round.has(id)).map(({ uri, line }) => `${uri}:${line}`),
    parallel: 0,
    retry: 0,
    // coverage that each of these processes wrote would take longer than its scenarios
    env: {
      ...process.env,
      NODE_V8_COVERAGE: undefined,
      [TARGET_VARIABLE]: file,
      [JOURNAL_VARIABLE]: journal,
    },
    stopping: new AbortController().signal,
    onMessage: (envelope) => judged.take(envelope),
  });
  return judged.all;
}
