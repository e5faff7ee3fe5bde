import assert from 'node:assert/strict';
import test from 'node:test';
import { stageNow } from './stage-now.ts';

const STAGES = [
  { to: 500, ms: 120_000 },
  { to: 500, ms: 60_000 },
  { to: 0, ms: 30_000 },
];

test('the stage of a moment, and how long it goes on', () => {
  assert.deepEqual(stageNow(STAGES, 0), { number: 1, of: 3, from: 0, to: 500, leftSeconds: 120 });
  assert.deepEqual(stageNow(STAGES, 130), { number: 2, of: 3, from: 500, to: 500, leftSeconds: 50 });
  assert.deepEqual(stageNow(STAGES, 200), { number: 3, of: 3, from: 500, to: 0, leftSeconds: 10 });
  assert.equal(stageNow(STAGES, 210), undefined);
  assert.equal(stageNow([], 0), undefined);
});
