import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Turns } from './turns.ts';

/** So many things to do for each name; what was done, in order. */
function world(todo: Record<string, number>, cost = 1) {
  const done: string[] = [];
  const turns = new Turns<string>((name) => {
    const left = todo[name] ?? 0;
    if (left === 0) return 0;
    todo[name] = left - 1;
    done.push(name);
    return cost;
  });
  return { turns, done };
}

const count = (done: readonly string[], name: string) => done.filter((other) => other === name).length;

test('whoever has little to do has it done at once', () => {
  const { turns, done } = world({ a: 3 });
  turns.take('a');
  assert.deepEqual(done, ['a', 'a', 'a']);
  assert.equal(turns.isWaiting('a'), false);
  turns.stop();
});

test('whoever has much to do has a share of it done, and the rest after the others', async () => {
  const { turns, done } = world({ a: 40, b: 2 });
  turns.take('a');
  turns.take('b');
  assert.equal(count(done, 'a'), 16);
  assert.ok(turns.isWaiting('a') && turns.isWaiting('b'));
  await setImmediate();
  await setImmediate();
  assert.equal(count(done, 'a'), 40);
  assert.equal(count(done, 'b'), 2);
  assert.ok(done.lastIndexOf('b') < done.length - 1);
  assert.equal(turns.isWaiting('a'), false);
});

test('in one turn of the event loop only so much is done, however many come', async () => {
  const names = Array.from({ length: 300 }, (_, index) => String(index));
  const { turns, done } = world(Object.fromEntries(names.map((name) => [name, 1])));
  for (const name of names) turns.take(name);
  assert.ok(done.length <= 128, `${done.length}`);
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  assert.deepEqual(done, names);
});

test('what costs more is done less often', () => {
  const { turns, done } = world({ a: 100 }, 8);
  turns.take('a');
  assert.equal(done.length, 2);
  turns.stop();
});

test('whoever never ends holds nobody up for more than a share', async () => {
  const { turns, done } = world({ flood: Number.POSITIVE_INFINITY, a: 1 });
  turns.take('flood');
  await setImmediate();
  const before = done.length;
  turns.take('a');
  await setImmediate();
  assert.ok(done.includes('a'));
  assert.ok(done.indexOf('a') - before <= 128);
  turns.stop();
});

test('after a stop nothing is done, and whoever was taken out is not served', async () => {
  const { turns, done } = world({ a: 40, b: 40 });
  turns.take('a');
  turns.take('b');
  turns.delete('a');
  await setImmediate();
  await setImmediate();
  assert.equal(count(done, 'a'), 16);
  assert.equal(count(done, 'b'), 40);
  const stopped = world({ a: 40 });
  stopped.turns.take('a');
  stopped.turns.stop();
  await setImmediate();
  assert.equal(stopped.done.length, 16);
});
