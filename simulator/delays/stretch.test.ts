import assert from 'node:assert/strict';
import test from 'node:test';
import { Stretch } from './stretch.ts';
import type { ThreadTimes } from './thread-times.ts';

test('work that waited as long as it ran took twice as long, from the begin on', () => {
  let times: Readonly<Record<number, ThreadTimes>> = {
    1: { ranMs: 1_000, waitedMs: 9_000 },
    2: { ranMs: 0, waitedMs: 0 },
  };
  const stretch = new Stretch((pid) => new Map(times[pid] === undefined ? [] : [['t', times[pid]]]));
  assert.equal(stretch.factor, 1);
  stretch.look([1, 2]);
  times = { 1: { ranMs: 2_000, waitedMs: 19_000 }, 2: { ranMs: 0, waitedMs: 0 } };
  stretch.look([1, 2]);
  assert.equal(stretch.factor, 11);
  stretch.begin();
  assert.equal(stretch.factor, 1, 'nothing was done since');
  times = { 1: { ranMs: 2_200, waitedMs: 19_300 }, 2: { ranMs: 100, waitedMs: 0 } };
  stretch.look([1, 2, 3]);
  assert.equal(stretch.factor, 2);
});
