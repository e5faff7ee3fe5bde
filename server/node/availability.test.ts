import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type Availability,
  closeIntervals,
  countHeartbeat,
  isDown,
  newAvailability,
  silentDownAtMs,
} from './availability.ts';

const RULES = { intervalMs: 10_000, downThreshold: 0.6, decayWindow: 4 };
const FRESH: Availability = { share: 1.2, heartbeats: 0, openedAtMs: 0 };
const STEADY: Availability = { share: 1, heartbeats: 0, openedAtMs: 0 };

function shareAfter(state: Availability, intervals: number): number {
  return closeIntervals(state, intervals * RULES.intervalMs, RULES).share;
}

function downAfter(state: Availability, intervals: number): boolean {
  return isDown(closeIntervals(state, intervals * RULES.intervalMs, RULES), RULES);
}

test('a fresh node is down at the end of its third silent interval', () => {
  assert.equal(shareAfter(FRESH, 1), 0.8999999999999999);
  assert.equal(downAfter(FRESH, 2), false);
  assert.equal(downAfter(FRESH, 3), true);
  assert.equal(silentDownAtMs(FRESH, RULES), 30_000);
});

test('a node in steady state is down at the end of its second silent interval', () => {
  assert.equal(shareAfter(STEADY, 2), 0.5625);
  assert.equal(downAfter(STEADY, 1), false);
  assert.equal(downAfter(STEADY, 2), true);
  assert.equal(silentDownAtMs(STEADY, RULES), 20_000);
});

test('an interval that has not ended changes nothing', () => {
  assert.equal(closeIntervals(STEADY, 9_999.9, RULES), STEADY);
});

test('a new life counts its first message', () => {
  const born = newAvailability(500, RULES);
  assert.deepEqual(born, { share: 1.2, heartbeats: 1, openedAtMs: 500 });
  // 1.15, 0.8625, 0.646875, 0.48515625
  assert.equal(silentDownAtMs(born, RULES), 500 + 4 * RULES.intervalMs);
});

test('one heartbeat an interval keeps the share at 1', () => {
  let state = STEADY;
  for (let beat = 0; beat < 100; beat++) state = countHeartbeat(state, beat * RULES.intervalMs + 5, RULES);
  assert.equal(state.share, 1);
});

test('heartbeats that fall on the wrong side of an interval end do not make a node down', () => {
  let state = newAvailability(0, RULES);
  for (let pair = 1; pair < 200; pair++) {
    // both in the same interval, none in the next
    const openedAtMs = pair * 2 * RULES.intervalMs;
    for (const ms of [openedAtMs + 1, openedAtMs + RULES.intervalMs - 1]) {
      state = countHeartbeat(state, ms, RULES);
      assert.equal(isDown(state, RULES), false);
    }
  }
});

test('every second heartbeat lost makes a node down, as its share falls below the threshold', () => {
  let state = { ...STEADY, heartbeats: 1 };
  let beats = 0;
  while (!isDown(state, RULES)) {
    beats += 1;
    state = countHeartbeat(state, beats * 2 * RULES.intervalMs + 5, RULES);
  }
  assert.equal(beats, 3);
});

test('the foretold moment is the first at which a silent node is down', () => {
  const rules = fc.record({
    intervalMs: fc.integer({ min: 10, max: 100_000 }),
    downThreshold: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    decayWindow: fc.double({ min: 1.1, max: 50, noNaN: true }),
  });
  fc.assert(
    fc.property(rules, fc.double({ min: 0, max: 20, noNaN: true }), fc.nat(5), (some, share, heartbeats) => {
      const state = { share, heartbeats, openedAtMs: 0 };
      const due = silentDownAtMs(state, some);
      const atDue = closeIntervals(state, due, some).share;
      const before = closeIntervals(state, due - 1, some).share;
      // a share that meets the threshold but for the last bit may fall on either side
      assert.ok(atDue < some.downThreshold * (1 + 1e-9));
      assert.ok(due === some.intervalMs || before >= some.downThreshold * (1 - 1e-9));
    }),
  );
});
