import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusal } from '../testing/messages.ts';
import { parseJson } from './json.ts';

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
    assert.equal(refusal(parseJson(bytes)), 'bad_json');
  }
});

test('nesting without end is refused, not followed', () => {
  const outcome = parseJson(Buffer.from('['.repeat(65_536)));
  assert.equal(refusal(outcome), 'bad_json');
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseJson(bytes).ok === 'boolean'));
});
