import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { UNSAFE_CHARACTERS } from '../json-line.ts';
import { defectText, shownField, shownKind, shownText } from './defect.ts';

test('a field is shown as JSON, shortened, and lists and objects only by what they are', () => {
  assert.equal(shownField('1'), '"1"');
  assert.equal(shownField(1), '1');
  assert.equal(shownField(false), 'false');
  assert.equal(shownField(null), 'null');
  assert.equal(shownField(undefined), undefined);
  assert.equal(shownField(['secret']), 'a list');
  assert.equal(shownField({ secret: 1 }), 'an object');
  assert.equal(shownField('x'.repeat(65)), `"${'x'.repeat(48)}"… (65 characters)`);
});

test('of output only what it is', () => {
  assert.equal(shownKind(7), 'a number');
  assert.equal(shownKind('secret'), 'a string');
  assert.equal(shownKind(undefined), undefined);
});

test('what may be a key or a signature is left out of text', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  assert.equal(shownText(`Signature:${key};Version:2.0`), 'Signature:…;Version:2.0');
  assert.equal(shownText('{"node":"web1"}'), '{"node":"web1"}');
});

test('whatever came is shown on one line that no terminal obeys, and is short', () => {
  const isShown = (text: string | undefined): boolean =>
    text === undefined || (text.length < 400 && text.search(UNSAFE_CHARACTERS) === -1);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => isShown(shownText(text))));
  fc.assert(fc.property(fc.jsonValue(), (value) => isShown(shownField(value))));
  assert.ok(isShown(shownField('\u001b[2J\u202e\u2028'.repeat(500))));
});

test('a defect is a sentence, whether something came or not', () => {
  const defect = { field: 'sequence', value: undefined, expected: 'a number' };
  assert.equal(defectText(defect), 'sequence is missing, expected a number');
  assert.equal(defectText({ ...defect, value: '"1"' }), 'sequence is "1", expected a number');
});
