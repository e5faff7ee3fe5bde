import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_TIMINGS, resolveTimings, TIMING_BOUNDS } from './settings.ts';
import { StartError } from './start-error.ts';

test("the defaults are the shipped server's", () => {
  assert.equal(DEFAULT_TIMINGS.heartbeatIntervalMs, 10_000);
  assert.equal(DEFAULT_TIMINGS.downThreshold, 0.6);
  assert.deepEqual(resolveTimings({}), DEFAULT_TIMINGS);
});

test('what was asked for stands, the rest is by default', () => {
  assert.deepEqual(resolveTimings({ votingTimeoutMs: 1_000 }), {
    ...DEFAULT_TIMINGS,
    votingTimeoutMs: 1_000,
  });
});

test('every default and both bounds are allowed, and nothing beyond them', () => {
  for (const [name, { min, max }] of Object.entries(TIMING_BOUNDS)) {
    resolveTimings({ [name]: min });
    resolveTimings({ [name]: max });
    for (const value of [min - 1, max + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => resolveTimings({ [name]: value }), StartError, `${name} ${value}`);
    }
  }
});

test('a fraction is refused where whole numbers are meant', () => {
  assert.throws(
    () => resolveTimings({ maxBodyBytes: 2_000.5 }),
    /maxBodyBytes is 2000.5; give a whole number/,
  );
  assert.equal(resolveTimings({ decayWindow: 2.5 }).decayWindow, 2.5);
});
