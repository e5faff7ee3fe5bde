import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { judge } from './judge.ts';
import { MUTANTS, type MutantName } from './mutants.ts';

/** What each mutant must fail, all of it about what is wrong with it, and nothing else of the selection. */
const FAILS: Readonly<Record<MutantName, readonly string[]>> = {
  // a no that the feed of the job has to tell of
  'skips-a-vote': ['QUORUM-001:1', 'QUORUM-004:1'],
  // feeds in which a rehab stands beside the vote or the end of a run that caused it
  'wrong-order': ['JOBS-003:1', 'JOBS-003:2', 'JOBS-004:1', 'NODES-080', 'QUORUM-001:1', 'QUORUM-006:1'],
  // nodes that must have dropped an earlier job before they take part in the next
  'no-rehab': ['NODES-080', 'QUORUM-013'],
  // output that was sent whole
  'loses-output': ['OUTPUT-007:1', 'OUTPUT-007:2', 'OUTPUT-008', 'OUTPUT-029'],
  // jobs that have to end as quorum_failed although somebody is ready
  'ignores-the-quorum': [
    ...['QUORUM-001:1', 'QUORUM-004:1', 'QUORUM-006:1'],
    ...['QUORUM-010', 'QUORUM-011', 'QUORUM-012', 'QUORUM-013'],
  ],
  // readers of an organisation while, and after, something happens in another
  'leaks-events': ['FEEDS-034', 'FEEDS-035'],
};

/** Scenarios near those above that no mutant must fail. */
const PASSED_BY_ALL = [
  ...['QUORUM-003', 'QUORUM-007', 'QUORUM-008', 'QUORUM-009'],
  ...['JOBS-002', 'JOBS-004:2', 'JOBS-005'],
  ...['OUTPUT-006', 'OUTPUT-028', 'FEEDS-047:1'],
];

const SELECTION = [...new Set([...Object.values(FAILS).flat(), ...PASSED_BY_ALL])].toSorted();

async function failedOf(context: TestContext, mutant: MutantName | undefined) {
  const outDir = await mkdtemp(join(tmpdir(), 'push-harness-mutant-'));
  context.after(() => rm(outDir, { recursive: true }));
  const { exitCode, results } = await judge(mutant, SELECTION, outDir);
  const run = results.scenarios.filter(({ id }) => SELECTION.includes(id));
  assert.deepEqual(
    run.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'failed').map(({ id }) => id),
    [],
    'neither passed nor failed',
  );
  const failed = run.filter(({ verdict }) => verdict === 'failed');
  return { exitCode, failed, passed: run.length - failed.length };
}

test('the features tell a wrong server from a right one', { concurrency: 3 }, async (context) => {
  const right = context.test('a right server passes', async (t) => {
    const { exitCode, failed, passed } = await failedOf(t, undefined);
    assert.deepEqual(
      failed.map(({ id }) => id),
      [],
    );
    assert.deepEqual([exitCode, passed], [0, SELECTION.length]);
  });
  const wrong = Object.keys(MUTANTS).map((name) => name as MutantName);
  const others = wrong.map((mutant) =>
    context.test(`one that ${MUTANTS[mutant].summary} fails what is about that`, async (t) => {
      const { exitCode, failed } = await failedOf(t, mutant);
      assert.deepEqual(failed.map(({ id }) => id).toSorted(), FAILS[mutant].toSorted());
      assert.equal(exitCode, 1);
      for (const { id, journal } of failed) assert.ok(journal.length > 0, `${id} quotes no journal`);
    }),
  );
  await Promise.all([right, ...others]);
});
