import assert from 'node:assert/strict';
import test from 'node:test';
import { pause } from './pause.ts';
import { SimulatedClock } from './simulated-clock.ts';

test('a pause lasts as long as the clock says', async () => {
  const clock = new SimulatedClock();
  const pausing = pause(clock, 10);
  assert.equal(clock.pendingTimers, 1);
  clock.advance(10);
  await pausing;
});

test('the signal ends a pause, and its timer with it', async () => {
  const clock = new SimulatedClock();
  const signal = new AbortController();
  const pausing = pause(clock, 10, signal.signal);
  signal.abort();
  await pausing;
  assert.equal(clock.pendingTimers, 0);
});

test('a signal that has aborted already leaves no pause', async () => {
  const clock = new SimulatedClock();
  await pause(clock, 10, AbortSignal.abort());
  assert.equal(clock.pendingTimers, 0);
});
