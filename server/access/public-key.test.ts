import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { issueKey } from './public-key.ts';
import { granted, KEYS, refusalReasonOf } from './testing/access-fixture.ts';

test('a public key that is given is kept, and no private key comes back', async () => {
  assert.deepEqual(granted(await issueKey(KEYS[0])), { publicKey: KEYS[0] });
});

test('the older form, PKCS#1, is kept as SPKI', async () => {
  const pkcs1 = createPublicKey(KEYS[0]).export({ type: 'pkcs1', format: 'pem' }).toString();
  assert.match(pkcs1, /BEGIN RSA PUBLIC KEY/);
  assert.deepEqual(granted(await issueKey(pkcs1)), { publicKey: KEYS[0] });
});

test('without one a pair is made, and the private key goes to the asker', async () => {
  const { publicKey, privateKey } = granted(await issueKey(undefined));
  assert.ok(privateKey);
  assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----/);
  const derived = createPublicKey(createPrivateKey(privateKey));
  assert.equal(derived.export({ type: 'spki', format: 'pem' }), publicKey);
});

test('what is no RSA public key of a sensible size is refused, above all a private key', async () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const { privateKey } = granted(await issueKey(undefined));
  const pem = (key: typeof small) => key.export({ type: 'spki', format: 'pem' }).toString();
  for (const given of ['', 'key', KEYS[0].slice(0, 200), pem(small), pem(curve), privateKey ?? '']) {
    assert.equal(refusalReasonOf(await issueKey(given)), 'invalid', given);
  }
});
