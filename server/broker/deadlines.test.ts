import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { Deadlines } from './deadlines.ts';

function world() {
  const clock = new SimulatedClock();
  const due: string[] = [];
  return {
    clock,
    due,
    deadlines: new Deadlines<string>({ clock, ms: 100, onDue: (item) => due.push(item) }),
  };
}

test('each thing has its own time, from when it was added', () => {
  const { clock, due, deadlines } = world();
  deadlines.add('a');
  clock.advance(60);
  deadlines.add('b');
  clock.advance(40);
  assert.deepEqual(due, ['a']);
  clock.advance(59);
  assert.deepEqual(due, ['a']);
  clock.advance(1);
  assert.deepEqual(due, ['a', 'b']);
  assert.equal(deadlines.count, 0);
});

test('what was taken out in time is not due, and what comes later has its whole time', () => {
  const { clock, due, deadlines } = world();
  deadlines.add('a');
  deadlines.delete('a');
  clock.advance(50);
  deadlines.add('b');
  clock.advance(99);
  assert.deepEqual(due, []);
  clock.advance(1);
  assert.deepEqual(due, ['b']);
});

test('after a stop nothing is due', () => {
  const { clock, due, deadlines } = world();
  deadlines.add('a');
  deadlines.stop();
  clock.advance(1_000);
  assert.deepEqual(due, []);
});
