import assert from 'node:assert/strict';
import test from 'node:test';
import { excuseFor, namesNoScenario } from './known-failures.ts';
import { SAMPLE_FACTS } from './testing/sample-run.ts';

const facts = (
  knownFailures: (typeof SAMPLE_FACTS)['knownFailures'],
  startedAt = '2026-11-21T23:59:59.000Z',
) => ({
  ...SAMPLE_FACTS,
  knownFailures,
  startedAt,
});

test('an entry for an outline counts for its rows, one for a row goes before it', () => {
  const both = facts([
    { id: 'QUORUM-004', reason: 'all' },
    { id: 'QUORUM-004:2', reason: 'the second' },
  ]);
  assert.equal(excuseFor('QUORUM-004:1', both).reason, 'all');
  assert.equal(excuseFor('QUORUM-004:2', both).reason, 'the second');
  assert.deepEqual(excuseFor('QUORUM-0041', both), { expectation: 'pass' });
});

test('an entry counts to the end of its last day', () => {
  const entry = [{ id: 'JOBS-001', reason: 'slow', expires: '2026-11-21' }];
  assert.equal(excuseFor('JOBS-001', facts(entry)).expectation, 'known failure');
  const later = excuseFor('JOBS-001', facts(entry, '2026-11-22T00:00:00.000Z'));
  assert.deepEqual(later, {
    expectation: 'expired known failure',
    reason: 'slow (excused until 2026-11-21)',
    excusedUntil: '2026-11-21',
  });
});

test('an entry that no scenario and no row has is told apart', () => {
  const scenarios = [{ id: 'QUORUM-004:1' }, { id: 'JOBS-001' }];
  assert.equal(namesNoScenario('QUORUM-004', scenarios), false);
  assert.equal(namesNoScenario('JOBS-001', scenarios), false);
  assert.equal(namesNoScenario('JOBS-002', scenarios), true);
  assert.equal(namesNoScenario('QUORUM-004:9', scenarios), true);
});
