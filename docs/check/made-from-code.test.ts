import assert from 'node:assert/strict';
import test from 'node:test';
import { remake } from './made-from-code.ts';

const COMMENT = '<!-- made from the code: colours -->';
const TABLE = '| colour |\n| --- |\n| red |';
const COLOURS = { colours: [['colour'], ['red']] };

test('a table is put below the comment that names it, whether one is there or not', () => {
  const wanted = `before\n\n${COMMENT}\n\n${TABLE}\n\nafter\n`;
  for (const below of ['', '\n\n| colour |\n| --- |\n| blue |\n| green |']) {
    const { page, stale } = remake(`before\n\n${COMMENT}${below}\n\nafter\n`, COLOURS);
    assert.deepEqual([page, stale], [wanted, ['colours']]);
  }
});

test('a page that is as the code has it stays as it is', () => {
  const page = `${COMMENT}\n\n${TABLE}\n\nafter\n`;
  assert.deepEqual(remake(page, COLOURS), { page, stale: [], unknown: [], notOnce: [] });
});

test('names that only the page or only the code has are told, and so are those that stand twice', () => {
  const { unknown, notOnce } = remake(`${COMMENT}\n\n${COMMENT}\n\n<!-- made from the code: odours -->\n`, {
    ...COLOURS,
    sounds: [['sound']],
  });
  assert.deepEqual([unknown, notOnce], [['odours'], ['colours', 'sounds']]);
});

test('a bar in a cell does not end it', () => {
  const { page } = remake(`${COMMENT}\n`, { colours: [['a|b']] });
  assert.match(page, /\| a\\\|b \|/);
});
