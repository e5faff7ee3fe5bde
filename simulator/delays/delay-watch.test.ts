import assert from 'node:assert/strict';
import test from 'node:test';
import { DelayWatch } from './delay-watch.ts';

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
