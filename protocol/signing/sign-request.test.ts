import assert from 'node:assert/strict';
import test from 'node:test';
import { counted, requestVectors, vectorKey } from '../testing/vectors.ts';
import { formatOpsTimestamp, parseOpsTimestamp } from '../time/dates.ts';
import { SIGNING_SCHEMES } from './schemes.ts';
import { signRequest } from './sign-request.ts';

for (const vector of counted(requestVectors, 21)) {
  test(`${vector.method} ${vector.path} is signed in ${vector.version} as mixlib-authentication does`, () => {
    const headers = signRequest({
      method: vector.method,
      path: vector.path,
      body: vector.body,
      userId: vector.user,
      timestampMs: parseOpsTimestamp(vector.headers['X-Ops-Timestamp'] ?? '') ?? 0,
      version: vector.version,
      privateKey: vectorKey,
      ...(vector.server_api_version !== null && { serverApiVersion: vector.server_api_version }),
    });
    assert.deepEqual(Object.entries(headers), Object.entries(vector.headers));
  });

  test(`the string under ${vector.method} ${vector.path} in ${vector.version} is the one that was signed`, () => {
    const text = SIGNING_SCHEMES[vector.version].signedString({
      method: vector.method,
      path: vector.canonical_path,
      contentHash: vector.headers['X-Ops-Content-Hash'] ?? '',
      userId: vector.user,
      timestamp: vector.headers['X-Ops-Timestamp'] ?? '',
      serverApiVersion: vector.server_api_version ?? '0',
    });
    assert.equal(text, vector.signed_string);
  });
}

test('the body may be bytes, the method in lower case, the time in the middle of a second', () => {
  const request = {
    method: 'POST',
    path: '/organizations/dev/pushy/jobs',
    body: '{"command":"Đ"}',
    userId: 'admin',
    timestampMs: 1_404_969_460_000,
    version: '1.3',
    privateKey: vectorKey,
  } as const;
  const headers = signRequest(request);
  assert.equal(headers['X-Ops-Timestamp'], formatOpsTimestamp(request.timestampMs));
  assert.deepEqual(signRequest({ ...request, body: Buffer.from(request.body) }), headers);
  assert.deepEqual(signRequest({ ...request, method: 'post' }), headers);
  assert.deepEqual(signRequest({ ...request, timestampMs: request.timestampMs + 999 }), headers);
  assert.deepEqual(signRequest({ ...request, serverApiVersion: '0' }), headers);
});

test('a name too long for the key cannot be signed in 1.0, but in 1.1', () => {
  const request = {
    method: 'GET',
    path: '/',
    body: '',
    userId: 'x'.repeat(200),
    timestampMs: 0,
    privateKey: vectorKey,
  };
  assert.throws(() => signRequest({ ...request, version: '1.0' }));
  assert.ok(signRequest({ ...request, version: '1.1' })['X-Ops-Authorization-1']);
});
