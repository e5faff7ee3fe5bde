import assert from 'node:assert/strict';
import test from 'node:test';
import { Counters } from './counters.ts';

test('what happened is counted by its word, what did not is not there', () => {
  const counters = new Counters();
  counters.add('sent', 'heartbeat');
  counters.add('sent', 'heartbeat');
  counters.add('refused', 'bad_signature');
  assert.deepEqual(counters.read(), { 'sent.heartbeat': 2, 'refused.bad_signature': 1 });
});
