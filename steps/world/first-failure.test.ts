import assert from 'node:assert/strict';
import test from 'node:test';
import { firstFailureOf } from './first-failure.ts';

test('all is done, and the first failure is told', async () => {
  const done: string[] = [];
  const failing = (what: string) => async () => {
    done.push(what);
    throw new Error(what);
  };
  await assert.rejects(
    firstFailureOf([
      () => void done.push('looked'),
      failing('the feed'),
      failing('the log'),
      failing('the end'),
    ]),
    /the feed/,
  );
  assert.deepEqual(done, ['looked', 'the feed', 'the log', 'the end']);
});

test('where nothing fails nothing is told', async () => {
  await firstFailureOf([() => {}, async () => {}]);
});
