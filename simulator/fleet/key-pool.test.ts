import assert from 'node:assert/strict';
import test from 'node:test';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { KeyPool, nodeKey } from './key-pool.ts';

test('keys are shared in turn, and no more are drawn than are wanted', async () => {
  const pool = new KeyPool(2);
  const [first, second, third] = await Promise.all([pool.take(), pool.take(), pool.take()]);
  assert.equal(first, third);
  assert.notEqual(first?.publicKey, second?.publicKey);
});

test('without a pool each node has a key of its own', async () => {
  const pool = new KeyPool(0);
  const [first, second] = await Promise.all([pool.take(), pool.take()]);
  assert.notEqual(first?.publicKey, second?.publicKey);
});

test('the public half of a given key is found', () => {
  const { privateKey, publicKey } = throwAwayKey();
  assert.match(publicKey, /^-----BEGIN PUBLIC KEY-----/);
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  assert.equal(nodeKey(pem).publicKey, publicKey);
});
