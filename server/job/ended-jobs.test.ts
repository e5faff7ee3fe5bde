import assert from 'node:assert/strict';
import test from 'node:test';
import { EndedJobs } from './ended-jobs.ts';

const request = (command: string) => ({
  command,
  nodes: [],
  runTimeoutSeconds: 1,
  quorum: 0,
  captureOutput: false,
});

/** Ended jobs of ten bytes in all, and which of them had to leave. */
function world() {
  const left: string[] = [];
  const ended = new EndedJobs(10);
  const add = (id: string, bytes: number) =>
    ended.add(id, { request: request('x'.repeat(bytes)), leave: () => left.push(id) });
  return { ended, add, left };
}

test('beyond so many bytes the oldest leave', () => {
  const { add, left } = world();
  add('a', 4);
  add('b', 4);
  assert.deepEqual(left, []);
  add('c', 4);
  assert.deepEqual(left, ['a']);
  add('d', 9);
  assert.deepEqual(left, ['a', 'b', 'c']);
});

test('the newest stays, however large it is', () => {
  const { add, left } = world();
  add('a', 100);
  assert.deepEqual(left, []);
  add('b', 1);
  assert.deepEqual(left, ['a']);
});

test('one that has left takes no room', () => {
  const { ended, add, left } = world();
  add('a', 8);
  ended.delete('a');
  ended.delete('a');
  add('b', 8);
  assert.deepEqual(left, []);
});
