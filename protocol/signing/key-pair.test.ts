import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import test from 'node:test';
import { newKeyPair, newKeyPairAsync } from './key-pair.ts';

test('a key pair is in the forms that Chef tools read, and its halves belong together', async () => {
  for (const { publicKey, privateKey } of [newKeyPair(), await newKeyPairAsync()]) {
    assert.match(publicKey, /^-----BEGIN PUBLIC KEY-----\n/);
    assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----\n/);
    assert.equal(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength, 2048);
    assert.ok(createPublicKey(privateKey).equals(createPublicKey(publicKey)));
  }
});
