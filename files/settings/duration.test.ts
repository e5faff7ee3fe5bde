import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDuration } from './duration.ts';

test('a duration is one amount with a unit, or several', () => {
  for (const [text, ms] of [
    ['500ms', 500],
    ['1.5s', 1_500],
    ['1m30s', 90_000],
    ['1h2m3s4ms', 3_723_004],
    ['0s', 0],
  ] as const)
    assert.equal(parseDuration(text), ms, text);
  for (const text of ['', '5', 's', '1m 30s', '-1s', '1d', '1..5s', '1m30', '1e3s'])
    assert.equal(parseDuration(text), undefined, text);
});
