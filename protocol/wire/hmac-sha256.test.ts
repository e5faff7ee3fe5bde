import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { hmacSha256 } from './hmac-sha256.ts';

test('every body and key gives what the library gives', () => {
  const key = fc.uint8Array({ maxLength: 100 });
  const body = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }));
  fc.assert(
    fc.property(body, key, (some, secret) => {
      assert.equal(hmacSha256(some, secret), createHmac('sha256', secret).update(some).digest('base64'));
    }),
  );
});

test('long bodies and the longest that fit are signed alike', () => {
  const key = Buffer.alloc(32, 1);
  for (const length of [0, 1, 2_730, 2_731, 8_192, 8_193, 100_000]) {
    const text = 'x'.repeat(length);
    const wanted = createHmac('sha256', key).update(text).digest('base64');
    assert.equal(hmacSha256(text, key), wanted);
    assert.equal(hmacSha256(Buffer.from(text), key), wanted);
  }
});
