import assert from 'node:assert/strict';
import test from 'node:test';
import { refusalCounters } from './refusal-counters.ts';

test('what either side did not take is found among all counters', () => {
  const counters = {
    'zap.admitted': 5,
    'zap.unknown_key': 1,
    'refusals.bad_json': 2,
    'refused.bad_signature': 3,
    'messages.heartbeat': 9,
    'jobs.complete': 1,
  };
  assert.deepEqual(refusalCounters(counters), {
    'zap.unknown_key': 1,
    'refusals.bad_json': 2,
    'refused.bad_signature': 3,
  });
});
