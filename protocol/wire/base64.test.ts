import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from './base64.ts';

test('base64 with its padding is decoded', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.deepEqual(decodeBase64(Buffer.from(bytes).toString('base64')), Buffer.from(bytes));
    }),
  );
});

test('anything else is refused', () => {
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AA=',
    'A===',
    'AAAA=',
    'AA==AAAA',
    'AA AA',
    'AAAA\n',
    'AA-_',
    'ĐAAA',
  ]) {
    assert.equal(decodeBase64(text), undefined, text);
  }
});

test('a text of any length is decoded without recursion', () => {
  assert.equal(decodeBase64('A'.repeat(4_000_000))?.byteLength, 3_000_000);
});
