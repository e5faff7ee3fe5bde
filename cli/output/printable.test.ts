import assert from 'node:assert/strict';
import test from 'node:test';
import { clipped, columnsOf, printable } from './printable.ts';

test('what a terminal would obey is shown instead', () => {
  assert.equal(printable('a\u001b[2Jb\r\nc\u0000'), 'a\\x1b[2Jb\\x0d\\x0ac\\x00');
  assert.equal(printable('\u202eabc\u2028'), '\\u{202e}abc\\u{2028}');
  assert.equal(printable('ünïcode 日本 🐻'), 'ünïcode 日本 🐻');
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
