import assert from 'node:assert/strict';
import test from 'node:test';
import { SessionKeys } from './session-keys.ts';

const keys = new SessionKeys(Buffer.alloc(32, 1));

test('a session key is 32 bytes and the same each time', () => {
  assert.equal(keys.of('dev', 'web1').byteLength, 32);
  assert.deepEqual(keys.of('dev', 'web1'), keys.of('dev', 'web1'));
});

test('no two nodes share a key, wherever the organisation ends and the node begins', () => {
  assert.notDeepEqual(keys.of('dev', 'web1'), keys.of('dev', 'web2'));
  assert.notDeepEqual(keys.of('de', 'vweb1'), keys.of('dev', 'web1'));
});

test('another secret gives other keys', () => {
  assert.notDeepEqual(new SessionKeys(Buffer.alloc(32, 2)).of('dev', 'web1'), keys.of('dev', 'web1'));
});
