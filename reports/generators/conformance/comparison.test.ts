import assert from 'node:assert/strict';
import test from 'node:test';
import { type Change, changeOf, comparisonOf, isEmpty } from './comparison.ts';
import { AFTER, BEFORE } from './testing/compared-runs.ts';
import type { Verdict } from './verdict.ts';

test('what a scenario became, from one verdict to another', () => {
  const cases: readonly (readonly [Verdict | undefined, Verdict | undefined, Change])[] = [
    ['passed', 'passed', 'same'],
    ['failed', 'failed', 'same'],
    ['passed', 'failed', 'lost'],
    ['flaky', 'known failure', 'lost'],
    ['passed', 'not applicable', 'lost'],
    ['failed', 'passed', 'gained'],
    ['known failure', 'unexpected pass', 'gained'],
    ['not applicable', 'passed', 'gained'],
    ['passed', 'flaky', 'changed'],
    ['passed', 'quirk', 'changed'],
    ['failed', 'quirk', 'gained'],
    ['quirk', 'failed', 'lost'],
    ['failed', 'known failure', 'changed'],
    ['passed', 'error', 'not compared'],
    ['passed', 'inconclusive', 'not compared'],
    ['passed', 'not run', 'not compared'],
    [undefined, 'passed', 'not compared'],
    ['passed', undefined, 'not compared'],
  ];
  for (const [before, after, change] of cases) {
    assert.equal(changeOf(before, after, true), change, `${before} → ${after}`);
  }
});

test('between dialects, what one of them alone asks for is not compared', () => {
  assert.equal(changeOf('passed', 'not applicable', false), 'not compared');
  assert.equal(changeOf('not applicable', 'failed', false), 'not compared');
  assert.equal(changeOf('passed', 'failed', false), 'lost');
});

test('every run is compared with the first, and a row shows the worst', () => {
  const { scenarios, counts } = comparisonOf([BEFORE, AFTER, BEFORE]);
  const row = scenarios.find(({ id }) => id === 'QUORUM-001');
  assert.deepEqual(row?.verdicts, ['passed', 'failed', 'passed']);
  assert.deepEqual(row?.changes, ['lost', 'same']);
  assert.equal(row?.change, 'lost');
  assert.equal(counts.lost, 1);
});

test('runs that judged nothing in common say nothing', () => {
  const [first] = BEFORE.results.scenarios;
  assert.ok(first !== undefined);
  const nothing = { ...BEFORE, results: { ...BEFORE.results, scenarios: [{ ...first, id: 'OTHER-001' }] } };
  assert.equal(isEmpty(comparisonOf([BEFORE, AFTER])), false);
  assert.equal(isEmpty(comparisonOf([BEFORE, nothing])), true);
});
