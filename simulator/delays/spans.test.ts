import assert from 'node:assert/strict';
import test from 'node:test';
import { allWithin, longestWithin, type Span } from './spans.ts';

const SPANS: readonly Span[] = [
  { fromMs: 0, toMs: 200, heldMs: 180 },
  { fromMs: 500, toMs: 600, heldMs: 100 },
];

test('the longest span is what counts, as far as it lies between two moments', () => {
  assert.equal(longestWithin(SPANS, 0, 1_000), 180);
  assert.equal(longestWithin(SPANS, 150, 1_000), 100);
  assert.equal(longestWithin(SPANS, 150, 520), 50);
  assert.equal(longestWithin(SPANS, 200, 500), 0);
});

test('all of them together are what was lost in all', () => {
  assert.equal(allWithin(SPANS, 0, 1_000), 280);
  assert.equal(allWithin(SPANS, 150, 550), 100);
  assert.equal(allWithin([], 0, 1_000), 0);
});
