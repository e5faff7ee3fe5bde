import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { CannotRead } from '../store/trouble.ts';
import { storedKey } from './stored-key.ts';

for (const [modulusLength, publicExponent] of [
  [2048, 65_537],
  [2056, 3],
  [4096, 65_537],
] as const) {
  test(`a stored key of ${modulusLength} bits with exponent ${publicExponent} is what OpenSSL reads`, () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const key = storedKey(pem);
    assert.ok(key.equals(createPublicKey(pem)));
    assert.equal(key.export({ type: 'spki', format: 'pem' }), pem);
  });
}

test('what is no RSA key in SPKI PEM is an error', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const pkcs1 = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  const texts = [
    '',
    'key',
    curve.export({ type: 'spki', format: 'pem' }).toString(),
    pkcs1.export({ type: 'pkcs1', format: 'pem' }).toString(),
  ];
  for (const text of texts) assert.throws(() => storedKey(text), CannotRead);
});
