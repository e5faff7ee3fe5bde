import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { counted, type RequestVector, requestVectors, vectorPublicKey } from '../testing/vectors.ts';
import { parseSignatureHeaders, type SignatureHeaders } from './signature-headers.ts';
import { verifyRequest } from './verify-request.ts';

function headersOf(vector: RequestVector): SignatureHeaders {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(vector.headers)) headers[name.toLowerCase()] = value;
  if (vector.server_api_version !== null) headers['x-ops-server-api-version'] = vector.server_api_version;
  const outcome = parseSignatureHeaders(headers);
  assert.ok(outcome.ok);
  return outcome.value;
}

const another = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;

for (const vector of counted(requestVectors, 21)) {
  const shown = `${vector.method} ${vector.path} in ${vector.version}`;

  test(`${shown} verifies, and so does its canonical path`, () => {
    const headers = headersOf(vector);
    assert.equal(verifyRequest(headers, vector, vectorPublicKey), true);
    assert.equal(verifyRequest(headers, { ...vector, path: vector.canonical_path }, vectorPublicKey), true);
    assert.equal(
      verifyRequest(headers, { ...vector, body: Buffer.from(vector.body) }, vectorPublicKey),
      true,
    );
  });

  test(`${shown} does not verify when anything under the signature was changed`, () => {
    const headers = headersOf(vector);
    const requests = [
      { ...vector, method: 'PUT' },
      { ...vector, path: `${vector.path}x` },
      { ...vector, body: `${vector.body} ` },
    ];
    for (const request of requests) assert.equal(verifyRequest(headers, request, vectorPublicKey), false);
    const changes: Partial<SignatureHeaders>[] = [
      { userId: `${headers.userId}x` },
      { timestamp: '2014-07-10T05:17:41Z' },
      { contentHash: 'AAAA' },
      { version: vector.version === '1.0' ? '1.1' : '1.0' },
      ...(vector.version === '1.3' ? [{ serverApiVersion: '0' }] : []),
    ];
    for (const change of changes) {
      assert.equal(
        verifyRequest({ ...headers, ...change }, vector, vectorPublicKey),
        false,
        JSON.stringify(change),
      );
    }
  });

  test(`${shown} does not verify when a byte of the signature was changed, or with another key`, () => {
    const headers = headersOf(vector);
    for (const index of [0, 1, 127, 254, 255]) {
      const signature = Uint8Array.from(headers.signature);
      signature[index] = (signature[index] ?? 0) ^ 1;
      assert.equal(verifyRequest({ ...headers, signature }, vector, vectorPublicKey), false);
    }
    for (const signature of [
      headers.signature.subarray(1),
      new Uint8Array(0),
      new Uint8Array(256).fill(255),
    ]) {
      assert.equal(verifyRequest({ ...headers, signature }, vector, vectorPublicKey), false);
    }
    assert.equal(verifyRequest(headers, vector, another), false);
  });
}

test('a key of another kind verifies nothing', () => {
  for (const vector of requestVectors) {
    const headers = headersOf(vector);
    assert.equal(verifyRequest(headers, vector, generateKeyPairSync('ed25519').publicKey), false);
    assert.equal(verifyRequest(headers, vector, createSecretKey(Buffer.alloc(32))), false);
  }
});

test('the hash of another body is noticed although the signature covers it', () => {
  const [vector] = requestVectors.filter(({ body }) => body !== '');
  assert.ok(vector);
  assert.equal(verifyRequest(headersOf(vector), { ...vector, body: '' }, vectorPublicKey), false);
});
