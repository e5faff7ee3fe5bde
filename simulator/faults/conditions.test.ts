import assert from 'node:assert/strict';
import test from 'node:test';
import { CLEAR_CONDITIONS, conditionsOf } from './conditions.ts';

test('no fault, a fault of the other direction and a latency of nothing leave a direction as it is', () => {
  assert.equal(conditionsOf([], 'to_server'), CLEAR_CONDITIONS);
  assert.equal(conditionsOf([{ kind: 'stall', direction: 'to_nodes' }], 'to_server'), CLEAR_CONDITIONS);
  assert.equal(conditionsOf([{ kind: 'latency', delayMs: 0, jitterMs: 0 }], 'to_server'), CLEAR_CONDITIONS);
  assert.equal(conditionsOf([{ kind: 'reset', refuses: true }], 'to_server'), CLEAR_CONDITIONS);
});

test('a fault without a direction is of both', () => {
  assert.equal(conditionsOf([{ kind: 'stall' }], 'to_server').isStalled, true);
  assert.equal(conditionsOf([{ kind: 'drop' }], 'to_nodes').isDropped, true);
});

test('latencies add up, and the least bandwidth counts', () => {
  const { latencies, bytesPerSecond } = conditionsOf(
    [
      { kind: 'latency', delayMs: 5, jitterMs: 0 },
      { kind: 'bandwidth', bytesPerSecond: 10 },
      { kind: 'latency', delayMs: 0, jitterMs: 3 },
      { kind: 'bandwidth', bytesPerSecond: 20 },
    ],
    'to_nodes',
  );
  assert.equal(latencies.length, 2);
  assert.equal(bytesPerSecond, 10);
});
