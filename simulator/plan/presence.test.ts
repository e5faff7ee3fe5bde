import assert from 'node:assert/strict';
import test from 'node:test';
import { isPresent, leavingsOf, presences } from './presence.ts';

const UP_AND_DOWN = [
  { to: 4, ms: 4_000 },
  { to: 4, ms: 10_000 },
  { to: 2, ms: 2_000 },
  { to: 3, ms: 0 },
];

test('nodes come one after the other, and who came last leaves first and comes back first', () => {
  assert.deepEqual(presences(UP_AND_DOWN, 4), [
    [{ fromMs: 0 }],
    [{ fromMs: 1_000 }],
    [{ fromMs: 2_000, toMs: 16_000 }, { fromMs: 16_000 }],
    [{ fromMs: 3_000, toMs: 15_000 }],
  ]);
});

test('how many are there is the level at any time', () => {
  const all = presences(UP_AND_DOWN, 4);
  for (const [atMs, count] of [
    [0, 1],
    [999, 1],
    [2_500, 3],
    [10_000, 4],
    [15_500, 3],
    [99_000, 3],
  ] as const)
    assert.equal(all.filter((presence) => isPresent(presence, atMs)).length, count, String(atMs));
});

test('a node leaves for the time until it is back', () => {
  assert.deepEqual(
    leavingsOf('a', [
      { fromMs: 0, toMs: 5_000 },
      { fromMs: 7_000, toMs: 9_000 },
    ]),
    [
      { node: 'a', atMs: 5_000, returnsAfterMs: 2_000 },
      { node: 'a', atMs: 9_000, returnsAfterMs: undefined },
    ],
  );
  assert.deepEqual(leavingsOf('a', [{ fromMs: 0 }]), []);
});
