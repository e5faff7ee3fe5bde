import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { DIALECT_NAMES } from '../../../protocol/dialect-name.ts';
import { SERVER_QUIRKS } from '../../../protocol/quirks/catalogue.ts';
import { candidatesOf } from '../../plan/candidate.ts';
import { drawKeyPairs } from '../../run/key-pairs.ts';
import { loadFeaturesOf } from '../../scenarios/load-features.ts';
import { judgeRound } from './judge-round.ts';
import type { Judged } from './judged.ts';
import { type QuirkRound, roundsOf } from './rounds.ts';
import { quirkRowsOf } from './rows.ts';

/** What is not as it must be: a scenario on a server with a quirk meets exactly this quirk, and passes but for it. */
function surprises(round: QuirkRound, judged: ReadonlyMap<string, Judged>): readonly string[] {
  return [...round].flatMap(([id, quirks]) => {
    const seen = judged.get(id);
    const on = `${id} on a server with ${quirks.join() || 'no quirk'}`;
    if (seen === undefined) return [`${on} did not run`];
    if (seen.failure !== undefined) return [`${on} failed: ${seen.failure}`];
    return seen.met.join() === quirks.join() ? [] : [`${on} met ${seen.met.join() || 'no quirk'}`];
  });
}

test('every quirk that a server can have is judged, in each dialect in which it can occur', () => {
  for (const dialect of DIALECT_NAMES) {
    const judged = quirkRowsOf(dialect).map(({ quirk }) => quirk);
    const canOccur = SERVER_QUIRKS.filter(
      ({ isShared, dialects }) => !isShared && dialects.includes(dialect),
    ).map(({ name }) => name);
    assert.deepEqual(judged.toSorted(), canOccur.toSorted(), dialect);
  }
});

// two processes at a time, as there are cores
test('our server with a quirk has this one, and without has none', { concurrency: 2 }, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-quirks-'));
  context.after(() => rm(folder, { recursive: true }));
  const [candidates, [, ...keys]] = await Promise.all([
    loadFeaturesOf('server').then(candidatesOf),
    drawKeyPairs(),
  ]);
  const keysFile = join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });

  const judgeAll = async (dialect: (typeof DIALECT_NAMES)[number]): Promise<readonly string[]> => {
    const found: string[] = [];
    const work = join(folder, dialect);
    await mkdir(work);
    for (const round of roundsOf(quirkRowsOf(dialect))) {
      const judged = await judgeRound(round, { dialect, candidates, folder: work, keysFile });
      found.push(...surprises(round, judged));
    }
    return found;
  };
  await Promise.all(
    DIALECT_NAMES.map((dialect) =>
      context.test(dialect, async () => assert.deepEqual(await judgeAll(dialect), [])),
    ),
  );
});
