import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { RecentSeconds } from './recent-seconds.ts';

const SKEW = 900;

test('it has what was added, for as long as it is around now', () => {
  const start = 1_800_000_000;
  const seconds = new RecentSeconds(start - SKEW);
  seconds.add(start + SKEW);
  assert.deepEqual([seconds.has(start + SKEW), seconds.has(start + SKEW - 1)], [true, false]);
  seconds.moveTo(start + SKEW);
  assert.equal(seconds.has(start + SKEW), true);
  seconds.moveTo(start + SKEW + 1);
  assert.equal(seconds.has(start + SKEW + 2_048), false);
});

test('it is a set of the seconds from 900 ago to 900 ahead, however time passes', () => {
  const step = fc.record({ waits: fc.nat(3_000), adds: fc.array(fc.integer({ min: -SKEW, max: SKEW })) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = 10_000;
      const seconds = new RecentSeconds(now - SKEW);
      const expected = new Set<number>();
      for (const { waits, adds } of steps) {
        now += waits;
        seconds.moveTo(now - SKEW);
        for (const offset of adds) {
          seconds.add(now + offset);
          expected.add(now + offset);
        }
        for (let second = now - SKEW; second <= now + SKEW; second++) {
          if (seconds.has(second) !== expected.has(second)) return false;
        }
      }
      return true;
    }),
    { numRuns: 50 },
  );
});
