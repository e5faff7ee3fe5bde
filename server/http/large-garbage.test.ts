import assert from 'node:assert/strict';
import test from 'node:test';
import { LargeGarbage } from './large-garbage.ts';

const MB = 1024 * 1024;

test('V8 is asked to collect after each 32 MB of large bodies, and for small ones never', () => {
  let collected = 0;
  const garbage = new LargeGarbage(() => {
    collected += 1;
  });
  for (let left = 10_000; left > 0; left--) garbage.left(10_000);
  assert.equal(collected, 0);
  for (let left = 63; left > 0; left--) garbage.left(MB / 2);
  assert.equal(collected, 0);
  garbage.left(MB / 2);
  assert.equal(collected, 1);
  for (let left = 64; left > 0; left--) garbage.left(MB / 2);
  assert.equal(collected, 2);
});

test('V8 can be asked in any process', () => {
  const garbage = new LargeGarbage();
  assert.doesNotThrow(() => garbage.left(64 * MB));
});
