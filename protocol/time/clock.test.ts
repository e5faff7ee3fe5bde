import assert from 'node:assert/strict';
import test from 'node:test';
import { systemClock } from './clock.ts';

test('a timer of the system clock fires once, and not when it was cancelled', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const fired: string[] = [];
  systemClock.after(10, () => fired.push('kept'));
  systemClock.after(10, () => fired.push('cancelled')).cancel();
  t.mock.timers.tick(9);
  assert.deepEqual(fired, []);
  t.mock.timers.tick(100);
  assert.deepEqual(fired, ['kept']);
});

test('a timer is never early because of a fraction', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let fired = false;
  systemClock.after(9.2, () => {
    fired = true;
  });
  t.mock.timers.tick(9);
  assert.equal(fired, false);
  t.mock.timers.tick(1);
  assert.equal(fired, true);
});

test('a timer may be longer than setTimeout can count, and is cancelled in any part of it', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const longMs = 3 * 2 ** 31;
  const fired: string[] = [];
  systemClock.after(longMs, () => fired.push('kept'));
  const cancelled = systemClock.after(longMs, () => fired.push('cancelled'));
  t.mock.timers.tick(2 ** 31 - 1);
  cancelled.cancel();
  t.mock.timers.tick(2 ** 31 - 1);
  t.mock.timers.tick(2 ** 31 - 1);
  assert.deepEqual(fired, []);
  t.mock.timers.tick(3);
  assert.deepEqual(fired, ['kept']);
});

test('the monotonic clock does not go back, and the wall clock counts from 1970', () => {
  const earlier = systemClock.monotonic();
  assert.ok(systemClock.monotonic() >= earlier);
  assert.ok(systemClock.now() > Date.UTC(2020, 0, 1));
});
