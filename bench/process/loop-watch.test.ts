import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { LoopWatch } from './loop-watch.ts';

const BLOCK_MS = 60;

function block(): void {
  const untilMs = performance.now() + BLOCK_MS;
  while (performance.now() < untilMs);
}

/** Resolves when it has looked once more since it started. */
async function untilLooked(watch: LoopWatch): Promise<void> {
  while (watch.all.maxMs === 0) await pause(1);
}

test('what holds up the loop is measured', async () => {
  const watch = new LoopWatch();
  watch.start();
  block();
  await untilLooked(watch);
  assert.ok(watch.all.maxMs > BLOCK_MS / 2, `${watch.all.maxMs} ms`);
  assert.equal(watch.recent().maxMs, watch.all.maxMs);
  assert.equal(watch.recent().maxMs < watch.all.maxMs, true);
});

test('what happens in a pause is left out', async () => {
  const watch = new LoopWatch();
  watch.start();
  watch.pause();
  block();
  await pause(20);
  assert.equal(watch.all.maxMs, 0);
});
