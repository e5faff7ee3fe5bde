import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { closeIntervals, isDown, newAvailability } from '../node/availability.ts';
import { NODE, nodeTransition } from '../node/node-table.ts';
import { nodePolicies } from './node-quirks.ts';

const policies = (...quirks: readonly ServerQuirkName[]) => nodePolicies(new Set(quirks));

const SETTINGS = {
  intervalMs: 1_000,
  downThreshold: 0.6,
  decayWindow: 4,
  detectOfflineIntervals: 4,
  rehabIntervalMs: 1_000,
  maxNewLives: 8,
  offlineThreshold: 3,
};

test('rehab-after-lost: the answer to a rehab goes to every job in progress, and nothing else is changed', () => {
  const { table } = policies('rehab-after-lost');
  assert.deepEqual(nodeTransition('rehab', 'aborted', table), {
    phase: 'idle',
    effects: ['showAvailable', 'offerToJobInProgress'],
  });
  const withOurs = { ...table, aborted: { ...table.aborted, rehab: NODE.aborted.rehab } };
  assert.deepEqual(withOurs, NODE);
  assert.equal(policies().table, NODE);
});

/** When a node is found down that sent its last heartbeat at this time, and is looked at when the policy says. */
function foundDownAtMs(bornAtMs: number, quirks: readonly ServerQuirkName[]): number {
  const { checkDueMs } = policies(...quirks);
  let state = newAvailability(bornAtMs, SETTINGS);
  let nowMs = bornAtMs;
  while (!isDown(state, SETTINGS)) {
    nowMs = checkDueMs(state, nowMs, SETTINGS);
    state = closeIntervals(state, nowMs, SETTINGS);
  }
  return nowMs;
}

test('late-detection: a dead node is found by the next scan of all nodes, never sooner than it is due', () => {
  for (const bornAtMs of [0, 1, 999, 1_000, 2_500, 3_999, 4_000, 4_001]) {
    const dueMs = foundDownAtMs(bornAtMs, []);
    const foundMs = foundDownAtMs(bornAtMs, ['late-detection']);
    assert.equal(foundMs % 4_000, 0, `${bornAtMs}`);
    assert.ok(dueMs <= foundMs && foundMs < dueMs + 4_000, `${bornAtMs}: ${dueMs}, ${foundMs}`);
  }
});
