import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundsOf } from './rounds.ts';

test('a scenario is in each round once, with one quirk, and at last with none', () => {
  const rounds = roundsOf([
    { quirk: 'no-head', ids: ['A', 'B'] },
    { quirk: 'html-errors', ids: ['B', 'C'] },
  ]);
  assert.deepEqual(
    rounds.map((round) => Object.fromEntries(round)),
    [{ A: ['no-head'], B: ['no-head'], C: ['html-errors'] }, { B: ['html-errors'] }, { A: [], B: [], C: [] }],
  );
});
