import assert from 'node:assert/strict';
import test from 'node:test';
import { EXCEPTIONS, MAY_IMPORT } from '../../cli/testing/layers.ts';
import { blocksOf, readPage, sectionOf } from './page.ts';

/** Almost every folder imports from them: the drawing leaves them out. */
const GROUND_FLOOR: readonly string[] = ['files', 'protocol'];

const [tree] = blocksOf(sectionOf(readPage('docs/architecture.md'), 'The tree'));

/** The arrows of the drawing, as `from to`. */
function arrows(pattern: RegExp): readonly string[] {
  return Array.from(tree?.text.matchAll(pattern) ?? [], ([, from, to]) => `${from} ${to}`).toSorted();
}

function pairs(rules: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(rules).flatMap(([from, others]) =>
    others.filter((to) => !GROUND_FLOOR.includes(to)).map((to) => `${from.split('/')[0]} ${to}`),
  );
}

test('the drawing of the tree has an arrow for each folder that another may import from, and no other', () => {
  assert.deepEqual(arrows(/^ +(\S+) --> (\S+)$/gm), pairs(MAY_IMPORT).toSorted());
});

test('its dotted arrows are the exceptions that are not for tests', () => {
  const exceptions = Object.entries(EXCEPTIONS).filter(([folder]) => !folder.includes('/testing/'));
  const more = pairs(Object.fromEntries(exceptions)).filter((pair) => !pairs(MAY_IMPORT).includes(pair));
  assert.deepEqual(arrows(/^ +(\S+) -\. .* \.-> (\S+)$/gm), [...new Set(more)].toSorted());
});

test('every folder has its box', () => {
  const boxes = Array.from(tree?.text.matchAll(/^ +(\S+?)\["/gm) ?? [], ([, name = '']) => name);
  const folders = Object.keys(MAY_IMPORT).filter((name) => !GROUND_FLOOR.includes(name));
  assert.deepEqual(boxes.toSorted(), folders.toSorted());
});
