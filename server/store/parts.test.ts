import assert from 'node:assert/strict';
import test from 'node:test';
import { inParts } from './parts.ts';

test('parts are full but for the last, and none is empty', () => {
  assert.deepEqual([...inParts([1, 2, 3, 4, 5], 2)], [[1, 2], [3, 4], [5]]);
  assert.deepEqual(
    [...inParts([1, 2, 3, 4], 2)],
    [
      [1, 2],
      [3, 4],
    ],
  );
  assert.deepEqual([...inParts([], 2)], []);
});

test('no more is asked for than is needed', () => {
  let asked = 0;
  const counted = function* () {
    for (;;) yield ++asked;
  };
  for (const part of inParts(counted(), 3)) {
    assert.deepEqual(part, [1, 2, 3]);
    break;
  }
  assert.equal(asked, 3);
});
