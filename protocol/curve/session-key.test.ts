import assert from 'node:assert/strict';
import { constants, createPublicKey, generateKeyPairSync, type KeyObject, publicEncrypt } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { accepted } from '../testing/messages.ts';
import { serverConfig, vectorKey, vectorPublicKey } from '../testing/vectors.ts';
import { parseConfig } from '../wire/config.ts';
import { decryptSessionKey, encryptSessionKey, newSessionKey } from './session-key.ts';

/** Encrypts a whole block without any padding of OpenSSL's. */
function encryptBlock(block: Uint8Array, publicKey: KeyObject = vectorPublicKey): string {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block).toString('base64');
}

/** `00 02`, padding, `00`, a message: the block of PKCS#1 v1.5 with the padding given. */
function blockOf(paddingBytes: number, message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0, 2), Buffer.alloc(paddingBytes, 0xaa), Buffer.of(0), message]);
}

test('a session key comes back as it was encrypted, for keys of several sizes', () => {
  for (const modulusLength of [1024, 2048, 3072]) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
    for (let round = 0; round < 20; round++) {
      const key = newSessionKey();
      assert.equal(key.byteLength, 32);
      assert.deepEqual(decryptSessionKey(encryptSessionKey(key, publicKey), privateKey), key);
    }
  }
});

test('a key with zeros at any place comes back whole', () => {
  for (const key of [
    Buffer.alloc(32),
    Buffer.from([0, ...Array(31).fill(1)]),
    Buffer.from([...Array(31).fill(1), 0]),
  ]) {
    assert.deepEqual(decryptSessionKey(encryptSessionKey(key, vectorPublicKey), vectorKey), key);
  }
});

test('what was encrypted for somebody else is no key', () => {
  const { encodedSessionKey } = accepted(parseConfig(serverConfig));
  assert.equal(decryptSessionKey(encodedSessionKey.key, vectorKey), undefined);
  const another = generateKeyPairSync('rsa', { modulusLength: 2048 });
  assert.equal(
    decryptSessionKey(encryptSessionKey(newSessionKey(), another.publicKey), vectorKey),
    undefined,
  );
});

test('the padding must be at least 8 bytes without a zero, behind 00 02', () => {
  const good = blockOf(256 - 3 - 32, Buffer.alloc(32, 7));
  assert.deepEqual(decryptSessionKey(encryptBlock(good), vectorKey), Buffer.alloc(32, 7));
  assert.ok(decryptSessionKey(encryptBlock(blockOf(8, Buffer.alloc(256 - 11, 7))), vectorKey));
  assert.equal(decryptSessionKey(encryptBlock(blockOf(7, Buffer.alloc(256 - 10, 7))), vectorKey), undefined);
  assert.equal(decryptSessionKey(encryptBlock(blockOf(0, Buffer.alloc(256 - 3, 7))), vectorKey), undefined);
  const withoutZero = Buffer.concat([Buffer.of(0, 2), Buffer.alloc(254, 7)]);
  assert.equal(decryptSessionKey(encryptBlock(withoutZero), vectorKey), undefined);
  const typeOne = Buffer.from(good);
  typeOne[1] = 1;
  assert.equal(decryptSessionKey(encryptBlock(typeOne), vectorKey), undefined);
  const notZero = Buffer.from(good);
  notZero[0] = 1;
  assert.equal(decryptSessionKey(encryptBlock(notZero), vectorKey), undefined);
});

test('no text makes it throw', () => {
  for (const text of ['', 'AAAA', 'not base64', Buffer.alloc(256, 255).toString('base64')]) {
    assert.equal(decryptSessionKey(text, vectorKey), undefined);
  }
  const sameLength = fc.uint8Array({ minLength: 256, maxLength: 256 });
  fc.assert(
    fc.property(sameLength, (bytes) => {
      const key = decryptSessionKey(Buffer.from(bytes).toString('base64'), vectorKey);
      assert.ok(key === undefined || key.byteLength <= 245);
    }),
    { numRuns: 50 },
  );
});

test('the public half of the asker is all that the server needs', () => {
  const key = newSessionKey();
  const pem = createPublicKey(vectorKey).export({ type: 'spki', format: 'pem' });
  assert.deepEqual(decryptSessionKey(encryptSessionKey(key, createPublicKey(pem)), vectorKey), key);
});
