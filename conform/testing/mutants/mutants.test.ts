import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { KINDS } from '../../../journal/entry.ts';
import { JOURNAL_SUBFOLDER } from '../../../journal/places.ts';
import { readJournal } from '../../../journal/read-journal.ts';
import type { ScenarioResult } from '../../../reports/generators/conformance/results.ts';
import { judge } from './judge.ts';
import { MUTANTS, type MutantName } from './mutants.ts';

/** What each mutant must fail, all of it about what is wrong with it, and nothing else of the selection. */
const FAILS: Readonly<Record<MutantName, readonly string[]>> = {
  // feeds that have to tell of a no
  'skips-a-vote': ['FEEDS-010', 'FEEDS-017'],
  // feeds in which a rehab stands beside the vote or the end of a run that caused it
  'wrong-order': ['JOBS-003:1', 'JOBS-003:2', 'JOBS-004:1', 'NODES-080'],
  // nodes that must have dropped an earlier job before they take part in the next
  'no-rehab': ['NODES-080', 'QUORUM-013'],
  // output that was sent whole
  'loses-output': ['OUTPUT-007:1', 'OUTPUT-007:2', 'OUTPUT-008', 'OUTPUT-029'],
  // jobs that have to end as quorum_failed although somebody is ready
  'ignores-the-quorum': [
    ...['FEEDS-010', 'FEEDS-017', 'QUORUM-010', 'QUORUM-011', 'QUORUM-012', 'QUORUM-013'],
  ],
  // readers of an organisation while, and after, something happens in another
  'leaks-events': ['FEEDS-034', 'FEEDS-035'],
};

/** Scenarios near those above that no mutant must fail. */
const PASSED_BY_ALL = [
  ...['QUORUM-003', 'QUORUM-005', 'QUORUM-007', 'QUORUM-008', 'QUORUM-009'],
  ...['FEEDS-012', 'FEEDS-047:1', 'JOBS-002', 'JOBS-004:2', 'JOBS-005', 'OUTPUT-006', 'OUTPUT-028'],
];

const SELECTION = [...new Set([...Object.values(FAILS).flat(), ...PASSED_BY_ALL])].toSorted();

/** Every scenario is in the journal with all that it did, and no key of anybody. */
async function holdsJournal(outDir: string): Promise<void> {
  const scenarios = await readJournal(outDir);
  assert.deepEqual(scenarios.map(({ id }) => id).toSorted(), SELECTION);
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

async function failedOf(context: TestContext, mutant: MutantName | undefined) {
  const outDir = await mkdtemp(join(tmpdir(), 'push-harness-mutant-'));
  context.after(() => rm(outDir, { recursive: true }));
  const { exitCode, results } = await judge(mutant, SELECTION, outDir);
  const run = results.scenarios.filter(({ id }) => SELECTION.includes(id));
  const neither = run.filter(({ verdict }) => !['passed', 'flaky', 'failed'].includes(verdict));
  assert.deepEqual(
    neither.map(({ id, verdict }) => `${id} ${verdict}`),
    [],
  );
  const failed = run.filter(({ verdict }) => verdict === 'failed');
  return { exitCode, failed, passed: run.length - failed.length, outDir };
}

test('the features tell a wrong server from a right one', { concurrency: 3 }, async (context) => {
  const right = context.test('a right server passes, and the journal tells how', async (t) => {
    const { exitCode, failed, passed, outDir } = await failedOf(t, undefined);
    assertFailed(failed, []);
    assert.deepEqual([exitCode, passed], [0, SELECTION.length]);
    await holdsJournal(outDir);
  });
  const wrong = Object.keys(MUTANTS).map((name) => name as MutantName);
  const others = wrong.map((mutant) =>
    context.test(`one that ${MUTANTS[mutant].summary} fails what is about that`, async (t) => {
      const { exitCode, failed } = await failedOf(t, mutant);
      assertFailed(failed, FAILS[mutant]);
      assert.equal(exitCode, 1);
      for (const { id, journal } of failed) assert.ok(journal.length > 0, `${id} quotes no journal`);
    }),
  );
  await Promise.all([right, ...others]);
});
