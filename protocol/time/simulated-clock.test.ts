import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { SimulatedClock } from './simulated-clock.ts';

test('time passes only when it is told to', () => {
  const clock = new SimulatedClock(1_000);
  assert.equal(clock.now(), 1_000);
  assert.equal(clock.monotonic(), 0);
  clock.advance(250.5);
  assert.equal(clock.now(), 1_250.5);
  assert.equal(clock.monotonic(), 250.5);
});

test('timers fire in the order they are due, equal ones in the order they were made', () => {
  const clock = new SimulatedClock(0);
  const fired: string[] = [];
  clock.after(20, () => fired.push(`c at ${clock.now()}`));
  clock.after(10, () => fired.push(`a at ${clock.now()}`));
  clock.after(10, () => fired.push(`b at ${clock.now()}`));
  clock.after(30, () => fired.push('too late'));
  clock.advance(29);
  assert.deepEqual(fired, ['a at 10', 'b at 10', 'c at 20']);
  assert.equal(clock.now(), 29);
  assert.equal(clock.pendingTimers, 1);
});

test('a timer made while advancing fires in the same call if it is due by then', () => {
  const clock = new SimulatedClock(0);
  const fired: number[] = [];
  const again = () => {
    fired.push(clock.now());
    clock.after(10, again);
  };
  clock.after(10, again);
  clock.advance(35);
  assert.deepEqual(fired, [10, 20, 30]);
});

test('a timer may cancel another that is due at the same moment, and itself', () => {
  const clock = new SimulatedClock(0);
  const fired: string[] = [];
  const first = clock.after(5, () => {
    fired.push('first');
    second.cancel();
    first.cancel();
  });
  const second = clock.after(5, () => fired.push('second'));
  clock.advance(5);
  clock.advance(5);
  assert.deepEqual(fired, ['first']);
});

test('a callback may advance the clock, which then never goes back', () => {
  const clock = new SimulatedClock(0);
  const fired: string[] = [];
  clock.after(5, () => {
    clock.advance(100);
    fired.push(`outer ends at ${clock.now()}`);
  });
  clock.after(50, () => fired.push(`inner at ${clock.now()}`));
  clock.advance(10);
  assert.deepEqual(fired, ['inner at 50', 'outer ends at 105']);
  assert.equal(clock.now(), 105);
});

test('a negative wait is no wait', () => {
  const clock = new SimulatedClock(0);
  let firedAt = -1;
  clock.after(-5, () => {
    firedAt = clock.now();
  });
  clock.advance(0);
  assert.equal(firedAt, 0);
});

test('any timers, cancelled or not, fire in order at their own moments', () => {
  const timers = fc.array(fc.record({ ms: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(timers, fc.array(fc.nat(20), { maxLength: 10 }), (wanted, steps) => {
      const clock = new SimulatedClock(0);
      const fired: { ms: number; index: number }[] = [];
      const made = wanted.map(({ ms }, index) =>
        clock.after(ms, () => {
          assert.equal(clock.now(), ms);
          fired.push({ ms, index });
        }),
      );
      for (const [index, { cancelled }] of wanted.entries()) if (cancelled) made[index]?.cancel();
      for (const step of steps) clock.advance(step);
      const expected = wanted
        .map(({ ms, cancelled }, index) => ({ ms, index, cancelled }))
        .filter(({ ms, cancelled }) => !cancelled && ms <= clock.now() && steps.length > 0)
        .sort((left, right) => left.ms - right.ms || left.index - right.index)
        .map(({ ms, index }) => ({ ms, index }));
      assert.deepEqual(fired, expected);
    }),
  );
});
