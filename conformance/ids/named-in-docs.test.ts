import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import { loadRegister } from './register-file.ts';

const ID = /\b[A-Z]{4,}-\d{3}\b/g;

/** The checks of push clients have ids of their own. */
const isScenario = (id: string) => !id.startsWith('CLIENT-');

test('every scenario that a page of the documentation names exists', async () => {
  const register = await loadRegister();
  const pages = (await readdir(join(FEATURES_ROOT, 'docs'), { recursive: true })).filter((name) =>
    name.endsWith('.md'),
  );
  for (const page of pages) {
    const named = (await readFile(join(FEATURES_ROOT, 'docs', page), 'utf8')).match(ID) ?? [];
    // what is done about each contradiction is held by a scenario; other pages need not name one
    if (page === 'contradictions.md') assert.ok(named.length > 0, `${page} names no scenario`);
    const gone = named.filter(
      (id) => isScenario(id) && (register[id] === undefined || register[id]?.retired),
    );
    assert.deepEqual(gone, [], `${page} names scenarios that do not exist`);
  }
});
