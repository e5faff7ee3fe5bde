import assert from 'node:assert/strict';
import test from 'node:test';
import { DelayWatch } from './delay-watch.ts';
import { ProcessDelays } from './process-delays.ts';

const STANDS_STILL_MS = 300;
const BEARS_MS = 200;

/** Neither works nor waits for a processor, as a machine that is held as a whole. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDS_STILL_MS);
}

test('a process that stands still is noticed where it counts, by whoever overlaps it', async (context) => {
  const watch = new DelayWatch({ countsOwnWork: true });
  watch.start();
  context.after(() => watch.stop());
  watch.begin(() => undefined);
  const sinceMs = performance.now();
  standStill();
  const untilMs = performance.now();
  const delay = watch.longestWithin([sinceMs, untilMs], [untilMs, untilMs], BEARS_MS);
  assert.equal(delay?.who, 'judge');
  assert.ok(delay.ms >= BEARS_MS && delay.ms <= untilMs - sinceMs, `${delay.ms} ms`);
  assert.equal(watch.longestWithin([untilMs, untilMs], [untilMs, untilMs], BEARS_MS), undefined);
  watch.begin(() => undefined);
  assert.equal(watch.longestWithin([sinceMs, sinceMs + 1], [sinceMs, sinceMs + 1], BEARS_MS), undefined);
});

test('where the server is in the same process, its own standing still is no excuse', (context) => {
  const watch = new DelayWatch({ countsOwnWork: false });
  watch.start();
  context.after(() => watch.stop());
  watch.begin(() => undefined);
  const sinceMs = performance.now();
  standStill();
  const moments = [sinceMs, performance.now()] as const;
  // other systems do not tell whether it waited for a processor
  if (process.platform === 'linux') assert.equal(watch.longestWithin(moments, moments, BEARS_MS)?.ms ?? 0, 0);
});

test('many short delays count where they take half of all that was under way', (context) => {
  const watch = new DelayWatch({ countsOwnWork: true });
  watch.start();
  context.after(() => watch.stop());
  watch.begin(() => undefined);
  const sinceMs = performance.now();
  standStill();
  const betweenMs = performance.now();
  watch.longestWithin([sinceMs, betweenMs], [betweenMs, betweenMs], BEARS_MS);
  standStill();
  const untilMs = performance.now();
  const bearsMs = untilMs - sinceMs - STANDS_STILL_MS / 2;
  const delay = watch.longestWithin([sinceMs, untilMs], [untilMs, untilMs], bearsMs);
  assert.ok(delay !== undefined && delay.ms >= bearsMs, `${delay?.ms} ms of ${bearsMs}`);
  const twiceAsLong = [sinceMs - 2 * (untilMs - sinceMs), untilMs] as const;
  assert.equal(watch.longestWithin(twiceAsLong, [untilMs, untilMs], bearsMs), undefined);
});

test('a thread of the judge that waits for a processor counts although its event loop does not', () => {
  let waitedMs = 0;
  const threads = new ProcessDelays(0, () => new Map([['2', { ranMs: 0, waitedMs }]]));
  const watch = new DelayWatch({ countsOwnWork: true }, threads);
  watch.begin(() => undefined);
  const sinceMs = performance.now();
  waitedMs = 10_000;
  const untilMs = performance.now();
  const delay = watch.longestWithin([sinceMs - BEARS_MS, untilMs], [untilMs, untilMs], BEARS_MS);
  assert.equal(delay?.who, 'judge');
});
