import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { promisify } from 'node:util';
import { boxKeyPairOf, newBoxKeyPair, secretBytes, sharedKey } from './x25519.ts';

const MODULE = new URL('x25519.ts', import.meta.url).href;
/** Some seconds of work; a process that stands still does none. */
const WITHIN_MS = 120_000;

test('a pair is drawn whose halves belong together', () => {
  const [one, other] = [newBoxKeyPair(), newBoxKeyPair()];
  assert.notDeepEqual(one.publicKey, other.publicKey);
  assert.deepEqual(boxKeyPairOf(secretBytes(one)).publicKey, one.publicKey);
  const jwk = createPublicKey(one.secretKey).export({ format: 'jwk' });
  assert.equal(Buffer.from(one.publicKey).toString('base64url'), jwk.x);
  assert.deepEqual(sharedKey(one.publicKey, other.secretKey), sharedKey(other.publicKey, one.secretKey));
});

test('pairs are drawn while garbage is collected all the time, and the process does not stand still', async () => {
  const draw = `import { newBoxKeyPair } from '${MODULE}'; for (let left = 5_000; left > 0; left--) newBoxKeyPair();`;
  const words = [
    '--max-semi-space-size=1',
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
  ];
  await promisify(execFile)(process.execPath, [...words, draw], { timeout: WITHIN_MS });
});
