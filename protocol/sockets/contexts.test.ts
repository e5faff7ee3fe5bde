import assert from 'node:assert/strict';
import test from 'node:test';
import { borrowContext, returnContext } from './contexts.ts';

/** More than any other test asks for. */
const MANY_SOCKETS = 20_001;

test('a context that was given back is lent again, and to nobody else meanwhile', () => {
  const first = borrowContext(MANY_SOCKETS);
  const second = borrowContext(MANY_SOCKETS);
  assert.notEqual(second, first);
  returnContext(first);
  const third = borrowContext(MANY_SOCKETS);
  assert.equal(third, first);
  returnContext(second);
  returnContext(third);
});

test('a context with too few places is not lent', () => {
  const small = borrowContext();
  returnContext(small);
  const large = borrowContext(MANY_SOCKETS);
  assert.notEqual(large, small);
  assert.equal(large.maxSockets, MANY_SOCKETS);
  returnContext(large);
});
