import assert from 'node:assert/strict';
import test from 'node:test';
import { coloured, paintFor, plain } from './paint.ts';

test('only a terminal that takes colours gets them, and NO_COLOR is respected', () => {
  assert.equal(paintFor(true, {}), coloured);
  assert.equal(paintFor(true, { NO_COLOR: '' }), coloured);
  assert.equal(paintFor(true, { NO_COLOR: '1' }), plain);
  assert.equal(paintFor(true, { TERM: 'dumb' }), plain);
  assert.equal(paintFor(false, {}), plain);
});
