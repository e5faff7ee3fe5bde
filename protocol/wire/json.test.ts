import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusalReason } from '../testing/messages.ts';
import { parseJson, parseJsonText } from './json.ts';

test('JSON in UTF-8 is read', () => {
  assert.deepEqual(accepted(parseJson(Buffer.from('{"a":["Đ",null,1.5]}'))), { a: ['Đ', null, 1.5] });
});

test('bytes that are no UTF-8 or no JSON are refused', () => {
  for (const bytes of [
    Buffer.from(''),
    Buffer.from('{'),
    Buffer.from('{} {}'),
    Buffer.from('\ufeff{}'),
    Buffer.from([0x22, 0xff, 0x22]),
  ]) {
    assert.equal(refusalReason(parseJson(bytes)), 'bad_json');
  }
});

test('nesting without end is refused, not followed', () => {
  const outcome = parseJson(Buffer.from('['.repeat(65_536)));
  assert.equal(refusalReason(outcome), 'bad_json');
});

test('what can be read can be written out again', () => {
  const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;
  assert.equal(JSON.stringify(parseJsonText(nested(100))), nested(100));
  assert.throws(() => parseJsonText(nested(102)), SyntaxError);
  assert.throws(() => parseJsonText(nested(2_000_000)), SyntaxError);
});

test('brackets in strings are no levels', () => {
  const text = JSON.stringify({ a: '[{'.repeat(1_000), b: '\\"[[['.repeat(1_000) });
  assert.equal(JSON.stringify(parseJsonText(text)), text);
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseJson(bytes).ok === 'boolean'));
});
