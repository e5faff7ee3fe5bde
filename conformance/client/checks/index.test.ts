import assert from 'node:assert/strict';
import test from 'node:test';
import { TOPICS } from './index.ts';

/** Every id that was ever given. One whose check is gone stays here, so that it is never given again. */
const GIVEN: readonly string[] = [
  ...numbered(1, 8),
  ...numbered(10, 18),
  ...numbered(20, 29),
  ...numbered(30, 38),
  ...numbered(40, 43),
  ...numbered(50, 50),
  ...numbered(60, 60),
];

function numbered(first: number, last: number): readonly string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `CLIENT-${String(first + index).padStart(3, '0')}`,
  );
}

test('every check has an id of its own, from the list of those that were given', () => {
  const ids = TOPICS.flatMap(({ checks }) => checks.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    ids.filter((id) => !GIVEN.includes(id)),
    [],
  );
});

test('every check says in words what the client does, and where that stands', () => {
  for (const { id, name, source } of TOPICS.flatMap(({ checks }) => checks)) {
    assert.match(name, /^[a-z].*[^.]$/, id);
    assert.ok(source.length > 0, id);
  }
});
