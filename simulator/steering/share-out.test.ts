import assert from 'node:assert/strict';
import test from 'node:test';
import { shareOut } from './share-out.ts';

test('all of it is shared out, and nobody has more than his weight asks for, rounded up', () => {
  for (const [total, weights, shares] of [
    [10, [80, 20], [8, 2]],
    [7, [80, 20], [6, 1]],
    [1, [1, 1], [1, 0]],
    [3, [1, 1, 1], [1, 1, 1]],
    [5, [0, 0], [3, 2]],
    [5, [5, 0], [5, 0]],
    [0, [3], [0]],
    [100, [100, 3, 1], [96, 3, 1]],
  ] as const)
    assert.deepEqual(shareOut(total, weights), shares, `${total} by ${weights}`);
});

test('who shares out some of what there is takes from nobody more than he has', () => {
  const there = [17, 3, 1, 0, 9];
  for (let total = 0; total <= 30; total++) {
    const shares = shareOut(total, there);
    assert.equal(
      shares.reduce((sum, share) => sum + share, 0),
      total,
    );
    assert.ok(
      shares.every((share, index) => share <= (there[index] ?? 0)),
      `${total}: ${shares}`,
    );
  }
});
