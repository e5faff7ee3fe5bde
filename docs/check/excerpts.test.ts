import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { dedented } from './dedented.ts';
import { blocksOf, PROJECT_ROOT, readPage } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

/** Blocks that show a part of a file are named by its path. */
const excerpts = PAGES_OF_DOCUMENTATION.flatMap((page) =>
  blocksOf(dedented(readPage(page)))
    .filter(({ name }) => name.includes('/'))
    .map((block) => ({ page, ...block })),
);

test('there are excerpts', () => {
  assert.ok(excerpts.length > 2);
});

for (const { page, name, text } of excerpts) {
  test(`what ${page} shows of ${name} is what stands there`, () => {
    assert.ok(existsSync(join(PROJECT_ROOT, name)), `there is no ${name}`);
    const file = readFileSync(join(PROJECT_ROOT, name), 'utf8');
    assert.ok(file.includes(text), `${name} does not hold:\n${text}`);
  });
}
