import assert from 'node:assert/strict';
import test from 'node:test';
import { Closers } from './closers.ts';

test('what was opened last is closed first, once', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  closers.add(() => void closed.push('first'));
  closers.add(async () => void closed.push('second'));
  await Promise.all([closers.close(), closers.close()]);
  assert.deepEqual(closed, ['second', 'first']);
});

test('a failure keeps nothing from being closed, and is told', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  closers.add(() => void closed.push('first'));
  closers.add(() => {
    throw new Error('stuck');
  });
  await assert.rejects(closers.close(), /stuck/);
  assert.deepEqual(closed, ['first']);
});
