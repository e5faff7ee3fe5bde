import assert from 'node:assert/strict';
import test from 'node:test';
import type { Clock } from '../../protocol/time/clock.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { Wheel } from './wheel.ts';

function wheelOf(clock: Clock, wake: (item: string) => void): Wheel<string> {
  const wheel = new Wheel<string>({ clock, tickMs: 10, wake });
  wheel.start();
  return wheel;
}

test('an item is woken when it is due, at most a tick late, never early', () => {
  const clock = new SimulatedClock();
  const woken: string[] = [];
  const wheel = wheelOf(clock, (item) => woken.push(`${item} ${clock.monotonic()}`));
  wheel.add('a', 25);
  wheel.add('b', 30);
  clock.advance(29);
  assert.deepEqual(woken, []);
  clock.advance(50);
  assert.deepEqual(woken, ['a 30', 'b 30']);
});

test('an item that is overdue is woken at the next tick', () => {
  const clock = new SimulatedClock();
  const woken: string[] = [];
  const wheel = wheelOf(clock, (item) => woken.push(item));
  clock.advance(100);
  wheel.add('late', 3);
  clock.advance(10);
  assert.deepEqual(woken, ['late']);
});

test('an item may be added again while it is woken', () => {
  const clock = new SimulatedClock();
  const woken: number[] = [];
  const wheel = wheelOf(clock, (item) => {
    woken.push(clock.monotonic());
    wheel.add(item, wheel.nowMs() + 20);
  });
  wheel.add('again', 10);
  clock.advance(60);
  assert.deepEqual(woken, [10, 30, 50]);
});

test('after a stop nothing is woken and no timer is left', () => {
  const clock = new SimulatedClock();
  const wheel = wheelOf(clock, () => assert.fail('woken'));
  wheel.add('never', 10);
  wheel.stop();
  clock.advance(100);
  assert.equal(clock.pendingTimers, 0);
});

/** A clock whose timers fire only when told, as if the process had been busy. */
class StallingClock implements Clock {
  ms = 0;
  fire: (() => void) | undefined;
  now = () => this.ms;
  monotonic = () => this.ms;
  after(_ms: number, fire: () => void) {
    this.fire = fire;
    return { cancel: () => undefined };
  }
}

test('time in which the process did not keep up does not count', () => {
  const clock = new StallingClock();
  const woken: string[] = [];
  const wheel = wheelOf(clock, (item) => woken.push(item));
  wheel.add('silent', 100);
  clock.ms = 5_000;
  assert.equal(wheel.nowMs(), 20, 'the time stands still one tick after the tick that did not come');
  clock.fire?.();
  assert.deepEqual(woken, []);
  assert.equal(wheel.nowMs(), 20);
  for (let tick = 0; tick < 8; tick++) {
    clock.ms += 10;
    clock.fire?.();
  }
  assert.deepEqual(woken, ['silent']);
});
