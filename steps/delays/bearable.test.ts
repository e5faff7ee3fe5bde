import assert from 'node:assert/strict';
import test from 'node:test';
import { SHIPPED_TIMINGS } from '../../conformance/target-file/timings.ts';
import { bearable } from './bearable.ts';

test('a target bears less than a heartbeat, and half of what runs out without a mark', () => {
  assert.deepEqual(bearable(SHIPPED_TIMINGS), { anyhowMs: 2_500, unmarkedMs: 2_500 });
  const quick = { ...SHIPPED_TIMINGS, heartbeatIntervalMs: 100 };
  assert.deepEqual(bearable(quick), { anyhowMs: 100, unmarkedMs: 2_500 });
  assert.deepEqual(bearable({ ...quick, votingTimeoutMs: 100 }), { anyhowMs: 50, unmarkedMs: 50 });
});
