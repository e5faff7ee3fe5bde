import assert from 'node:assert/strict';
import test from 'node:test';
import { SessionKeys } from './session-keys.ts';

const keys = new SessionKeys(Buffer.alloc(32, 1));
const WEB1 = { org: 'dev', node: 'web1', clientKey: 'a', id: '1' };

test('a session key is 32 bytes and the same each time', () => {
  assert.equal(keys.of(WEB1).byteLength, 32);
  assert.deepEqual(keys.of(WEB1), keys.of({ ...WEB1 }));
});

test('no two sessions share a key, wherever one of their names ends and the next begins', () => {
  for (const other of [
    { ...WEB1, node: 'web2' },
    { ...WEB1, org: 'de', node: 'vweb1' },
    { ...WEB1, clientKey: 'b' },
    { ...WEB1, id: '2' },
    { ...WEB1, clientKey: 'a1', id: '' },
    { ...WEB1, node: 'web', clientKey: '1a' },
  ]) {
    assert.notDeepEqual(keys.of(other), keys.of(WEB1), JSON.stringify(other));
  }
});

test('another secret gives other keys', () => {
  assert.notDeepEqual(new SessionKeys(Buffer.alloc(32, 2)).of(WEB1), keys.of(WEB1));
});
