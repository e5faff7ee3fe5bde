import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'node:test';
import { MAY_IMPORT } from '../../cli/testing/layers.ts';
import { PROJECT_ROOT, readPage } from './page.ts';

/** Sources in a folder that needs no page of its own: they are seen at a glance. */
const MOST_WITHOUT = 5;

/** Paths from the project's root of all files of folders with code. */
const FILES: readonly string[] = Object.keys(MAY_IMPORT).flatMap((top) =>
  readdirSync(join(PROJECT_ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
);
const PAGES = FILES.filter((name) => basename(name) === 'README.md');

test('each top folder with code, and each folder with more than five sources, has a README', () => {
  const sources = new Map<string, number>();
  for (const name of FILES.filter((file) => file.endsWith('.ts')))
    sources.set(dirname(name), (sources.get(dirname(name)) ?? 0) + 1);
  const wanting = [...sources].filter(([folder, count]) => count > MOST_WITHOUT || !folder.includes('/'));
  assert.ok(wanting.length > 80);
  assert.deepEqual(
    wanting.map(([folder]) => join(folder, 'README.md')).filter((page) => !PAGES.includes(page)),
    [],
  );
});

/** A source, or a folder, in backticks. What has a star or a word in capitals stands for many. */
function namedIn(page: string): readonly string[] {
  return [...page.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !/^[-.]|\b[A-Z]+\b/.test(path));
}

for (const page of PAGES) {
  test(`${page} names sources and folders that are there, below its own folder or the project's`, () => {
    const below = FILES.filter((file) => file.startsWith(`${dirname(page)}/`));
    const isThere = (path: string): boolean =>
      existsSync(join(PROJECT_ROOT, path)) ||
      below.some((file) => file.endsWith(`/${path.replace(/\/$/, '')}`));
    assert.deepEqual(
      namedIn(readPage(page)).filter((path) => !isThere(path)),
      [],
    );
  });
}
