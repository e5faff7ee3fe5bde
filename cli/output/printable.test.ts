import assert from 'node:assert/strict';
import test from 'node:test';
import { jsonLine } from '../../protocol/json-line.ts';
import { coloured } from './paint.ts';
import { clipped, columnsOf, printable, shownLines } from './printable.ts';

test('what a terminal would obey is shown instead', () => {
  assert.equal(printable('a\u001b[2Jb\r\nc\u0000'), 'a\\x1b[2Jb\\x0d\\x0ac\\x00');
  assert.equal(printable('\u202eabc\u2028'), '\\u{202e}abc\\u{2028}');
  assert.equal(printable('ünïcode 日本 🐻'), 'ünïcode 日本 🐻');
});

test('of lines of ours colours, tabs and line ends stay, and nothing else that a terminal obeys', () => {
  const mine = `${coloured('bad', 'a')}\t${coloured('title', 'b')}\n${coloured('quiet', 'c')}`;
  assert.equal(shownLines(mine), mine);
  assert.equal(shownLines('\u001b[31mx\u001b[39m'), coloured('busy', 'x').replaceAll('36', '31'));
  assert.equal(
    shownLines('a\u001b[2Jb\u001b[8mc\u001b]0;t\u0007\r'),
    'a\\x1b[2Jb\\x1b[8mc\\x1b]0;t\\x07\\x0d',
  );
  assert.equal(shownLines('\u009b2J\u202e'), '\\x9b2J\\u{202e}');
});

test('a value is the same value in JSON, and nothing in it is obeyed', () => {
  const value = { a: '\u001b[2J\u007f\u009b2J\u202e\u2028\u{e0041}ü🐻', b: [1, null] };
  const line = jsonLine(value);
  assert.deepEqual(JSON.parse(line), value);
  assert.equal(printable(line), line);
  assert.match(line, /ü🐻/);
});

test('wide letters count twice', () => {
  assert.equal(columnsOf('abc'), 3);
  assert.equal(columnsOf('日本'), 4);
  assert.equal(columnsOf('e\u0301'), 1);
  assert.equal(columnsOf('🐻'), 2);
});

test('text is cut to fit, with an ellipsis', () => {
  assert.equal(clipped('abcdef', 6), 'abcdef');
  assert.equal(clipped('abcdef', 4), 'abc…');
  assert.equal(clipped('日本語', 4), '日…');
  assert.equal(clipped('abc', 0), '');
});
