import assert from 'node:assert/strict';
import test from 'node:test';
import { newCurveKeyPair } from './key-pair.ts';
import { decodeZ85 } from './z85.ts';

test('a CURVE key pair is two keys of 32 bytes, and each is new', () => {
  const one = newCurveKeyPair();
  const other = newCurveKeyPair();
  for (const key of [one.publicKey, one.secretKey]) assert.equal(decodeZ85(key)?.byteLength, 32);
  assert.notEqual(one.publicKey, other.publicKey);
  assert.notEqual(one.publicKey, one.secretKey);
});
