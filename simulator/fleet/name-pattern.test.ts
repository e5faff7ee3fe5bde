import assert from 'node:assert/strict';
import test from 'node:test';
import { fitsPattern, isPattern } from './name-pattern.ts';

test('a star stands for any text, a question mark for a character, all others for themselves', () => {
  const fitting = (pattern: string) =>
    ['web-1', 'web-12', 'db-1', 'web'].filter((name) => fitsPattern(pattern, name));
  for (const [pattern, names] of [
    ['web-*', ['web-1', 'web-12']],
    ['web*', ['web-1', 'web-12', 'web']],
    ['*-1', ['web-1', 'db-1']],
    ['web-?', ['web-1']],
    ['*', ['web-1', 'web-12', 'db-1', 'web']],
    ['w*b*2', ['web-12']],
    ['web.1', []],
    ['', []],
    ['web', ['web']],
    ['??', []],
  ] as const)
    assert.deepEqual(fitting(pattern), names, pattern);
  assert.deepEqual(['web-*', 'web-?', 'web-1'].map(isPattern), [true, true, false]);
});

test('a pattern that would keep a regular expression busy for ever is answered', () => {
  assert.equal(fitsPattern(`${'a*'.repeat(2_000)}b`, 'a'.repeat(2_000)), false);
});
