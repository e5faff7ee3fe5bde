import assert from 'node:assert/strict';
import test from 'node:test';
import { clientCandidates } from '../../conformance/client/client-scenarios.ts';
import { readPage } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

test('every scenario about a push client that a page names exists', async () => {
  const known = (await clientCandidates()).map(({ id }) => id);
  const named = PAGES_OF_DOCUMENTATION.flatMap((page) => readPage(page).match(/\bCLIENT-\d{3}\b/g) ?? []);
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter((id) => !known.includes(id)),
    [],
  );
});
