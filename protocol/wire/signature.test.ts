import assert from 'node:assert/strict';
import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { accepted } from '../testing/messages.ts';
import {
  counted,
  messageVectors,
  serverFramesVector,
  vectorKey,
  vectorPublicKey,
} from '../testing/vectors.ts';
import { parseHeader } from './header.ts';
import { signHmac, signHmacMessage, signRsa, signRsaMessage, verifyHmac, verifyRsa } from './signature.ts';

const hmacVectors = messageVectors.filter((vector) => vector.method === 'hmac_sha256');
const rsaVectors = messageVectors.filter((vector) => vector.method === 'rsa2048_sha1');
const keyOf = (hex: string | undefined) => Buffer.from(hex ?? '', 'hex');
const signatureOf = (header: string) => accepted(parseHeader(Buffer.from(header))).signature;

test('HMAC messages of the Ruby client verify, and ours are theirs byte for byte', () => {
  for (const { header, body, session_key_hex } of counted(hmacVectors, 2)) {
    const key = keyOf(session_key_hex);
    assert.equal(verifyHmac(Buffer.from(body), key, signatureOf(header)), true);
    assert.deepEqual(signHmacMessage(body, key), [header, body]);
  }
});

test('RSA messages of the Ruby client verify, and ours are theirs but for the line breaks', () => {
  for (const { header, body } of counted(rsaVectors, 2)) {
    assert.equal(verifyRsa(Buffer.from(body), vectorPublicKey, signatureOf(header)), true);
    assert.deepEqual(signRsaMessage(body, vectorKey), [header.replaceAll('\n', ''), body]);
  }
});

test("the shipped server's heartbeat verifies with its public key, and its other frames do not", () => {
  const publicKey = createPublicKey(serverFramesVector.public_key);
  const verdicts = counted(serverFramesVector.frames, 6).map(({ header, body }) =>
    verifyRsa(body, publicKey, signatureOf(header)),
  );
  assert.deepEqual(verdicts, [true, false, false, false, false, false]);
});

test('a flipped bit anywhere in the body is noticed', () => {
  for (const { header, body, method, session_key_hex } of counted(messageVectors, 4)) {
    const bytes = Buffer.from(body);
    for (let index = 0; index < bytes.byteLength; index++) {
      const flipped = Buffer.from(bytes);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      const verified =
        method === 'hmac_sha256'
          ? verifyHmac(flipped, keyOf(session_key_hex), signatureOf(header))
          : verifyRsa(flipped, vectorPublicKey, signatureOf(header));
      assert.equal(verified, false, `${method}, byte ${index}`);
    }
  }
});

test('a flipped bit anywhere in the signature or the key is noticed', () => {
  const key = keyOf(hmacVectors[0]?.session_key_hex);
  const flippedAt = (bytes: Buffer, index: number) => {
    const copy = Buffer.from(bytes);
    copy[index] = (copy[index] ?? 0) ^ 128;
    return copy;
  };
  const hmac = Buffer.from(signHmac('body', key), 'base64');
  for (let index = 0; index < hmac.byteLength; index++) {
    assert.equal(verifyHmac('body', key, flippedAt(hmac, index).toString('base64')), false);
    assert.equal(verifyHmac('body', flippedAt(key, index), hmac.toString('base64')), false);
  }
  const rsa = Buffer.from(signRsa('body', vectorKey), 'base64');
  for (let index = 0; index < rsa.byteLength; index++) {
    assert.equal(verifyRsa('body', vectorPublicKey, flippedAt(rsa, index).toString('base64')), false);
  }
});

test('a signature of the wrong length is refused', () => {
  const key = keyOf(hmacVectors[0]?.session_key_hex);
  const good = signHmac('body', key);
  for (const bad of ['', good.slice(0, -1), good.slice(0, -4), `${good}AAAA`, `A${good}`]) {
    assert.equal(verifyHmac('body', key, bad), false);
  }
});

test('a key that cannot verify verifies nothing', () => {
  const signature = signRsa('body', vectorKey);
  assert.equal(verifyRsa('body', createSecretKey(Buffer.alloc(32)), signature), false);
  assert.equal(verifyRsa('body', generateKeyPairSync('ed25519').publicKey, signature), false);
});

test('no signature makes verifying throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 400 })), (signature) => {
      assert.equal(verifyHmac('body', Buffer.alloc(32), signature), false);
      assert.equal(verifyRsa('body', vectorPublicKey, signature), false);
    }),
  );
});
