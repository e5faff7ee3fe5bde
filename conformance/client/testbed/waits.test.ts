import assert from 'node:assert/strict';
import test from 'node:test';
import { waitsFor } from './waits.ts';

test('waits come from the heartbeat interval, and none is longer than the patience', () => {
  assert.deepEqual(waitsFor(100, 60_000), { answerMs: 5_000, pauseSeconds: 2, patienceMs: 60_000 });
  assert.deepEqual(waitsFor(10_000, 300_000), { answerMs: 203_000, pauseSeconds: 51, patienceMs: 300_000 });
  assert.deepEqual(waitsFor(10_000, 60_000), { answerMs: 60_000, pauseSeconds: 15, patienceMs: 60_000 });
});
