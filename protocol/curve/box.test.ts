import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { BOX_OVERHEAD_BYTES, boxesReady, NONCE_BYTES, openBox, sealBox } from './box.ts';
import { boxKeyPairOf, newBoxKeyPair, secretBytes, sharedKey } from './x25519.ts';

await boxesReady;

const hex = (text: string) => Buffer.from(text, 'hex');
/** Alice's secret key and Bob's public one, and what they share. Source: RFC 7748 §6.1; D. J. Bernstein, "Cryptography in NaCl", §5. */
const ALICE = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a';
const ALICE_PUBLIC = '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a';
const BOB_PUBLIC = 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f';
const SHARED = '1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389';

test('two keys share what the vectors say', () => {
  const alice = boxKeyPairOf(hex(ALICE));
  assert.equal(Buffer.from(alice.publicKey).toString('hex'), ALICE_PUBLIC);
  assert.equal(Buffer.from(secretBytes(alice)).toString('hex'), ALICE);
  assert.equal(Buffer.from(sharedKey(hex(BOB_PUBLIC), alice.secretKey) ?? []).toString('hex'), SHARED);
});

test('both sides share the same, and it is another thing for another pair', () => {
  const [one, other, third] = [newBoxKeyPair(), newBoxKeyPair(), newBoxKeyPair()];
  const shared = sharedKey(one.publicKey, other.secretKey);
  assert.deepEqual(sharedKey(other.publicKey, one.secretKey), shared);
  assert.deepEqual(sharedKey(one.publicKey, boxKeyPairOf(secretBytes(other)).secretKey), shared);
  assert.notDeepEqual(sharedKey(one.publicKey, third.secretKey), shared);
});

test('a box is that of another implementation, whatever its length', () => {
  for (const length of [0, 1, 63, 64, 65, 1_000, 200_000]) {
    const [content, nonce, key] = [randomBytes(length), randomBytes(NONCE_BYTES), randomBytes(32)];
    const box = sealBox(content, nonce, key);
    assert.deepEqual(Uint8Array.from(box), xsalsa20poly1305(key, nonce).encrypt(content));
    assert.deepEqual(openBox(box, nonce, key), content);
  }
});

test('a key or a nonce of another length is a mistake of ours', () => {
  assert.throws(() => sealBox(Buffer.of(1), Buffer.alloc(NONCE_BYTES), Buffer.alloc(31)), RangeError);
  assert.throws(() => openBox(Buffer.alloc(20), Buffer.alloc(23), Buffer.alloc(32)), RangeError);
});

test('a key that is none shares nothing: zeros, another point of low order, another length', () => {
  const { secretKey } = newBoxKeyPair();
  const lowOrder = hex('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800');
  for (const key of [Buffer.alloc(32), lowOrder, Buffer.alloc(31, 7), Buffer.alloc(33, 7), Buffer.alloc(0)]) {
    assert.equal(sharedKey(key, secretKey), undefined, key.toString('hex'));
  }
});

test('a box holds what was put in, for this key and nonce alone, and not when a bit of it has changed', () => {
  const [key, nonce] = [Buffer.alloc(32, 1), Buffer.alloc(NONCE_BYTES, 2)];
  for (const content of [Buffer.alloc(0), Buffer.from('hello'), Buffer.alloc(100_000, 3)]) {
    const box = sealBox(content, nonce, key);
    assert.equal(box.byteLength, content.byteLength + BOX_OVERHEAD_BYTES);
    assert.deepEqual(Buffer.from(openBox(box, nonce, key) ?? 'closed'), content);
    assert.equal(openBox(box, nonce, Buffer.alloc(32, 9)), undefined);
    assert.equal(openBox(box, Buffer.alloc(NONCE_BYTES, 9), key), undefined);
    for (const at of [0, BOX_OVERHEAD_BYTES - 1, box.byteLength - 1]) {
      const changed = Buffer.from(box);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(openBox(changed, nonce, key), undefined);
    }
  }
  for (const tooShort of [0, 1, BOX_OVERHEAD_BYTES - 1]) {
    assert.equal(openBox(Buffer.alloc(tooShort), nonce, key), undefined);
  }
});
