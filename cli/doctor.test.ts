import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnosisLines } from './doctor.ts';

const AT = 'Tue, 04 Sep 2012 23:01:02 GMT';

test('a diagnosis is the sentence, the remedy, and what they were drawn from', () => {
  const lines = diagnosisLines({
    state: 'rehab',
    sentence: 'web1 does not answer.',
    remedy: 'Start it again.',
    last_right: { stage: 'connected', at: AT },
    first_wrong: { cause: 'silent_in_rehab', at: null },
    refusals: [{ reason: 'bad_signature', count: 2, last_at: AT }],
    notes: [{ note: 'half_output', count: 1, last_at: AT }],
  });
  assert.deepEqual(lines, [
    'web1 does not answer.',
    'Start it again.',
    `  last thing that went right: connected at ${AT}`,
    '  what went wrong: silent_in_rehab',
    `  refused: bad_signature, 2 times, at ${AT} last`,
    `  note: half_output, once, at ${AT} last`,
  ]);
});

test('what there is not is not shown', () => {
  assert.deepEqual(diagnosisLines({ sentence: 'All is well.', remedy: '', last_right: null }), [
    'All is well.',
  ]);
});
