import assert from 'node:assert/strict';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { bodyText, MAX_BODY_CHARACTERS } from './body-text.ts';

test('text and bytes are kept as they are, and what is no UTF-8 shows as that', () => {
  assert.equal(bodyText('{"ü":1}'), '{"ü":1}');
  assert.equal(bodyText(Buffer.from('ü')), 'ü');
  assert.equal(bodyText(Buffer.from([0x61, 0xff])), 'a\ufffd');
  assert.equal(bodyText(new Uint8Array(Buffer.from('xaby')).subarray(1, 3)), 'ab');
});

test('what is long is cut, and says so', () => {
  assert.equal(bodyText('x'.repeat(MAX_BODY_CHARACTERS)).length, MAX_BODY_CHARACTERS);
  for (const length of [MAX_BODY_CHARACTERS + 1, 10 * MAX_BODY_CHARACTERS]) {
    assert.equal(bodyText('x'.repeat(length)), `${'x'.repeat(MAX_BODY_CHARACTERS)}… (cut)`);
    assert.equal(bodyText(Buffer.alloc(length, 'x')), `${'x'.repeat(MAX_BODY_CHARACTERS)}… (cut)`);
  }
});

test('no part of a private key is kept, wherever it stands', () => {
  const { privateKey, publicKey } = newKeyPair();
  const secret = privateKey.split('\n')[3] ?? '';
  assert.ok(secret.length > 60);
  for (const before of [0, MAX_BODY_CHARACTERS - 200, 2 * MAX_BODY_CHARACTERS - 900]) {
    const body = JSON.stringify({
      before: 'x'.repeat(before),
      private_key: privateKey,
      public_key: publicKey,
    });
    for (const kept of [bodyText(body), bodyText(Buffer.from(body))]) {
      assert.ok(!kept.includes(secret));
      assert.ok(!kept.includes('BEGIN PRIVATE') && !kept.includes('BEGIN RSA PRIVATE'));
    }
  }
  assert.match(bodyText(JSON.stringify({ private_key: privateKey, a: 1 })), /"\(a private key\)\\n","a":1/);
  assert.match(bodyText(JSON.stringify({ public_key: publicKey })), /BEGIN PUBLIC KEY/);
});

test('the session key of a configuration is not kept', () => {
  for (const key of [
    { method: 'hmac_sha256', key: 'c2VjcmV0' },
    { key: 'c2VjcmV0', method: 'hmac_sha256' },
  ]) {
    const kept = bodyText(JSON.stringify({ type: 'config', encoded_session_key: key, lifetime: 3600 }));
    assert.ok(!kept.includes('c2VjcmV0'));
    assert.match(kept, /"lifetime":3600/);
  }
});
