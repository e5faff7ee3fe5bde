import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { ScenarioResult } from '../../../reports/generators/conformance/results.ts';
import { KINDS } from '../../journal/entry.ts';
import { JOURNAL_SUBFOLDER } from '../../journal/places.ts';
import { readJournal } from '../../journal/read-journal.ts';
import { judgeMutant } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { allMutants } from './mutants.ts';

/** What each of ten mutants must fail: every one of these scenarios, all of them about what is wrong with it. */
const FAILS: Readonly<Record<string, readonly string[]>> = {
  // feeds that have to tell of a no
  'voting.nack_commit.new.no-vote-failure': ['FEEDS-010', 'FEEDS-017'],
  // a feed in which a rehab stands before the end of the run that caused it
  'running.nack_run.ready.order': ['JOBS-003:1'],
  // jobs that have to end as quorum_failed although somebody is ready
  'limit.quorum.one': ['FEEDS-010', 'FEEDS-017', 'QUORUM-010', 'QUORUM-011', 'QUORUM-012', 'QUORUM-013'],
  'check.bad_signature': ['REFUSALS-026:1', 'REFUSALS-026:2'],
  'limit.output.lost': ['OUTPUT-007:1', 'OUTPUT-007:2', 'OUTPUT-008', 'OUTPUT-018:1', 'OUTPUT-029'],
  'limit.output.cut': ['OUTPUT-018:1'],
  'body.job.include_file-ignored': ['JOBS-036:1', 'JOBS-036:3'],
  'event.start.node_count': ['FEEDS-057', 'FEEDS-058'],
  'feed.no-keep-alive': ['FEEDS-063'],
  // readers of an organisation while, and after, something happens in another
  'feed.org.every-organisation': ['FEEDS-034', 'FEEDS-035'],
};

/** Scenarios near those above that no mutant must fail. */
const PASSED_BY_ALL = [
  ...['QUORUM-003', 'QUORUM-005', 'QUORUM-007', 'QUORUM-008', 'QUORUM-009'],
  ...['FEEDS-047:1', 'JOBS-002', 'JOBS-004:2', 'JOBS-005', 'OUTPUT-006', 'OUTPUT-028'],
];

function mutantNamed(name: string): Mutant {
  const mutant = allMutants().find((each) => each.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  return mutant;
}

/** Every scenario is in the journal with all that it did, and no key of anybody. */
async function holdsJournal(outDir: string, selection: readonly string[]): Promise<void> {
  const scenarios = await readJournal(outDir);
  assert.deepEqual(scenarios.map(({ id }) => id).toSorted(), selection);
  const kinds = new Set(scenarios.flatMap(({ entries }) => entries.map(({ kind }) => kind)));
  assert.deepEqual([...kinds].toSorted(), KINDS.toSorted());
  const folder = join(outDir, JOURNAL_SUBFOLDER);
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
  const kept = Buffer.concat(files).toString('latin1');
  assert.match(kept, /"encoded_session_key":\{"method":"hmac_sha256","key":"\(a session key\)"/);
  for (const secret of ['PRIVATE KEY', 'X-Ops-']) assert.ok(!kept.includes(secret), secret);
}

/** Holds that these scenarios failed and no others; what surprises is shown with the reason. */
function assertFailed(failed: readonly ScenarioResult[], expected: readonly string[]): void {
  const surprises = failed.filter(({ id }) => !expected.includes(id));
  const missing = expected.filter((id) => !failed.some((each) => each.id === id));
  assert.deepEqual(
    [
      ...surprises.map(({ id, failure }) => `${id} failed: ${failure?.message}`),
      ...missing.map((id) => `${id} passed`),
    ],
    [],
  );
}

/** On a machine that holds the judge up again and again a run is made anew so often, before it is given up. */
const ROUNDS = 3;

async function failedOf(context: TestContext, mutant: Mutant | undefined, selection: readonly string[]) {
  const asked = { words: selection, level: 'extension', failFast: false } as const;
  for (let round = 1; ; round += 1) {
    const outDir = await mkdtemp(join(tmpdir(), 'push-harness-mutant-'));
    context.after(() => rm(outDir, { recursive: true }));
    const { exitCode, results } = await judgeMutant(mutant, asked, outDir);
    const run = results.scenarios.filter(({ id }) => selection.includes(id));
    const neither = run.filter(({ verdict }) => !['passed', 'flaky', 'failed'].includes(verdict));
    const isHeldUp = neither.some(({ verdict }) => verdict === 'inconclusive');
    if (isHeldUp && round < ROUNDS) continue;
    assert.deepEqual(
      neither.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`),
      [],
    );
    const failed = run.filter(({ verdict }) => verdict === 'failed');
    return { exitCode, failed, passed: run.length - failed.length, outDir };
  }
}

test('the features tell a wrong server from a right one', { concurrency: 2 }, async (context) => {
  const all = [...new Set([...Object.values(FAILS).flat(), ...PASSED_BY_ALL])].toSorted();
  const right = context.test('a right server passes, and the journal tells how', async (t) => {
    const { exitCode, failed, passed, outDir } = await failedOf(t, undefined, all);
    assertFailed(failed, []);
    assert.deepEqual([exitCode, passed], [0, all.length]);
    await holdsJournal(outDir, all);
  });
  const others = Object.entries(FAILS).map(([name, fails]) => {
    const mutant = mutantNamed(name);
    return context.test(`a server that ${mutant.summary} fails what is about that`, async (t) => {
      const { exitCode, failed } = await failedOf(t, mutant, [...fails, ...PASSED_BY_ALL]);
      assertFailed(failed, fails);
      assert.equal(exitCode, 1);
      for (const { id, journal } of failed) assert.ok(journal.length > 0, `${id} quotes no journal`);
    });
  });
  await Promise.all([right, ...others]);
});
