import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { MAY_IMPORT } from '../../cli/testing/layers.ts';
import { PROJECT_ROOT, readPage } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

const FOLDERS = [...Object.keys(MAY_IMPORT), 'features', 'examples', '.ci'].map((name) =>
  name.replace('.', '\\.'),
);

/** A file or folder of ours from the project's root. One with a word in capitals or a star stands for many, and is none. */
const PATH = new RegExp(`(?<![\\w./~{-])(?:${FOLDERS.join('|')})/[\\w./*-]*`, 'g');
const STANDS_FOR_MANY = /\*|\b[A-Z]+\b(?!\.md)/;
/** What a run writes is there after one. */
const IS_WRITTEN = /^reports\/output/;

function pathsOf(page: string): readonly string[] {
  return (page.match(PATH) ?? [])
    .map((path) => path.replace(/[./]+$/, ''))
    .filter((path) => !STANDS_FOR_MANY.test(path) && !IS_WRITTEN.test(path));
}

for (const page of PAGES_OF_DOCUMENTATION) {
  test(`every file and folder of ours that ${page} names is there`, () => {
    assert.deepEqual(
      pathsOf(readPage(page)).filter((path) => !existsSync(join(PROJECT_ROOT, path))),
      [],
    );
  });
}

test('paths are found, in text, links and drawings', () => {
  const page =
    'In `server/http/`, [a](../../server/job/voting.ts), "job<br>server/job/none.ts" and `features/TOPIC/`.';
  assert.deepEqual(pathsOf(page), ['server/http', 'server/job/none.ts']);
  assert.ok(pathsOf(readPage('docs/architecture.md')).length > 80);
});
