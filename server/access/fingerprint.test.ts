import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { fingerprintOf, fingerprintOfStored, NO_KEY } from './fingerprint.ts';
import { storedKey } from './stored-key.ts';
import { KEYS } from './testing/access-fixture.ts';

test('a key has one fingerprint, whatever it was made from', () => {
  const [pem] = KEYS;
  const fingerprint = fingerprintOfStored(pem);
  assert.match(fingerprint, /^[0-9a-f]{64}$/);
  assert.equal(fingerprintOf(createPublicKey(pem)), fingerprint);
  assert.equal(fingerprintOf(storedKey(pem)), fingerprint);
});

test('two keys have two, and none has none of a key', () => {
  const [one, other] = KEYS.map(fingerprintOfStored);
  assert.notEqual(one, other);
  assert.deepEqual([fingerprintOf(undefined), fingerprintOfStored(undefined)], [NO_KEY, NO_KEY]);
});
