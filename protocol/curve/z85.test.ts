import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { serverConfig } from '../testing/vectors.ts';
import { decodeZ85, encodeZ85 } from './z85.ts';

test('the test case of RFC 32 holds both ways', () => {
  const bytes = Uint8Array.of(0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b);
  assert.equal(encodeZ85(bytes), 'HelloWorld');
  assert.deepEqual(decodeZ85('HelloWorld'), bytes);
});

test("the shipped server's key is 32 bytes", () => {
  const key = String(serverConfig.curve_public_key);
  const bytes = decodeZ85(key);
  assert.equal(bytes?.byteLength, 32);
  assert.equal(encodeZ85(bytes), key);
});

test('any whole words are read as they were written', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const words = bytes.subarray(0, bytes.byteLength - (bytes.byteLength % 4));
      assert.deepEqual(decodeZ85(encodeZ85(words)), Uint8Array.from(words));
    }),
  );
});

test('the largest word is read, a larger number is refused', () => {
  assert.deepEqual(decodeZ85('%nSc0'), Uint8Array.of(255, 255, 255, 255));
  assert.equal(decodeZ85('%nSc1'), undefined);
  assert.equal(decodeZ85('#####'), undefined);
});

test('what is no Z85 is refused', () => {
  for (const text of ['HelloWorl', 'Hello World', 'Hell"World', 'HelloWorlĐ', "Hell'"]) {
    assert.equal(decodeZ85(text), undefined, text);
  }
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => decodeZ85(text) === undefined || text.length % 5 === 0,
    ),
  );
});

test('half a word cannot be written', () => {
  assert.throws(() => encodeZ85(new Uint8Array(5)), RangeError);
});
