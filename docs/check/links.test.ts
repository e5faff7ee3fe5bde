import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import test from 'node:test';
import { PROJECT_ROOT, readPage, sectionsOf } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

/** `[text](target)`, but for targets elsewhere. */
const LINK = /\]\((?!https?:|mailto:)([^)\s]+)\)/g;

/** As GitHub makes the anchor of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

function faultOf(page: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(PROJECT_ROOT, file))) return `${target}: there is no ${file}`;
  if (anchor === undefined) return undefined;
  const anchors = sectionsOf(readPage(file)).map(({ title }) => anchorOf(title));
  return anchors.includes(anchor) ? undefined : `${target}: ${file} has no heading for #${anchor}`;
}

for (const page of PAGES_OF_DOCUMENTATION) {
  test(`every link of ${page} leads somewhere`, () => {
    const targets = Array.from(readPage(page).matchAll(LINK), ([, target = '']) => target);
    assert.deepEqual(
      targets.flatMap((target) => faultOf(page, target) ?? []),
      [],
    );
  });
}

test('links are found, and those that lead nowhere too', () => {
  assert.ok(Array.from(readPage('docs/README.md').matchAll(LINK)).length > 1);
  assert.match(faultOf('docs/README.md', 'nowhere.md') ?? '', /there is no docs\/nowhere\.md/);
  assert.match(faultOf('docs/README.md', 'protocol.md#nowhere') ?? '', /has no heading/);
  assert.equal(faultOf('docs/README.md', 'protocol.md#12-test-vectors'), undefined);
});
