import assert from 'node:assert/strict';
import test from 'node:test';
import { TOPICS } from '../../conformance/client/checks/index.ts';
import { readPage } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

test('every check of a push client that a page names exists', () => {
  const known = TOPICS.flatMap(({ checks }) => checks.map(({ id }) => id));
  const named = PAGES_OF_DOCUMENTATION.flatMap((page) => readPage(page).match(/\bCLIENT-\d{3}\b/g) ?? []);
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter((id) => !known.includes(id)),
    [],
  );
});
