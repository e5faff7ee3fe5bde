import assert from 'node:assert/strict';
import test from 'node:test';
import { RecentAnswers } from './recent-answers.ts';

const LARGE = 20_000;

test('an answer is given again while what it tells is so', () => {
  const answers = new RecentAnswers(100_000);
  const bytes = Buffer.alloc(LARGE);
  answers.add('a', '1', bytes);
  assert.equal(answers.find('a', '1'), bytes);
  assert.equal(answers.find('b', '1'), undefined);
  assert.equal(answers.find('a', '2'), undefined);
  assert.deepEqual([answers.find('a', '1'), answers.bytes], [undefined, 0]);
});

test('beyond the bound those are forgotten that nobody has asked for longest', () => {
  const answers = new RecentAnswers(3 * LARGE);
  for (const key of ['a', 'b', 'c']) answers.add(key, '1', Buffer.alloc(LARGE));
  answers.find('a', '1');
  answers.add('d', '1', Buffer.alloc(LARGE));
  const known = ['a', 'b', 'c', 'd'].filter((key) => answers.find(key, '1') !== undefined);
  assert.deepEqual([known, answers.bytes], [['a', 'c', 'd'], 3 * LARGE]);
});

test('another answer takes the place of the one before, and small ones and huge ones are not kept', () => {
  const answers = new RecentAnswers(3 * LARGE);
  answers.add('a', '1', Buffer.alloc(LARGE));
  answers.add('a', '2', Buffer.alloc(2 * LARGE));
  assert.equal(answers.bytes, 2 * LARGE);
  answers.add('a', '3', Buffer.alloc(10));
  answers.add('b', '1', Buffer.alloc(4 * LARGE));
  assert.deepEqual(
    [answers.find('a', '3'), answers.find('b', '1'), answers.bytes],
    [undefined, undefined, 0],
  );
});
