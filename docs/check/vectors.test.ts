import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import test from 'node:test';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import { decodeZ85, encodeZ85 } from '../../protocol/curve/z85.ts';
import { canonicalPath } from '../../protocol/signing/canonical-path.ts';
import type { SigningVersion } from '../../protocol/signing/scheme.ts';
import { SIGNING_SCHEMES } from '../../protocol/signing/schemes.ts';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import { parseSignatureHeaders } from '../../protocol/signing/signature-headers.ts';
import { verifyRequest } from '../../protocol/signing/verify-request.ts';
import { accepted } from '../../protocol/testing/messages.ts';
import {
  messageVectors,
  requestVectors,
  serverFramesVector,
  vectorKey,
} from '../../protocol/testing/vectors.ts';
import { parseOpsTimestamp } from '../../protocol/time/dates.ts';
import { parseClientMessage } from '../../protocol/wire/client-message.ts';
import { parseHeader } from '../../protocol/wire/header.ts';
import { formatServerMessage, parseServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage, verifyHmac, verifyRsa } from '../../protocol/wire/signature.ts';
import { blockOf, readPage } from './page.ts';

/** The vectors of the wire reference, held to what our code makes of them and to the bytes that others have made. */
const page = readPage('docs/protocol.md');
const text = (name: string) => blockOf(page, name);
const json = (name: string) => JSON.parse(text(name));

const key = createPrivateKey(text('private-key'));
const sessionKey = Buffer.from(json('session-key').hex, 'hex');

test('the RSA key is that of the recorded vectors', () => {
  assert.ok(createPublicKey(key).equals(createPublicKey(vectorKey)));
});

for (const version of Object.keys(SIGNING_SCHEMES) as SigningVersion[]) {
  const { method, path, body, user, timestamp, server_api_version: serverApiVersion } = json('request');
  const lines = text(`headers-${version}`).split('\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));

  test(`the request signed in version ${version} has these headers, byte for byte, as Chef's own library made them`, () => {
    const timestampMs = parseOpsTimestamp(timestamp) ?? Number.NaN;
    const signed = signRequest({
      method,
      path,
      body,
      userId: user,
      timestampMs,
      version,
      serverApiVersion,
      privateKey: key,
    });
    assert.deepEqual(signed, headers);
    assert.ok(requestVectors.some((vector) => JSON.stringify(vector.headers) === JSON.stringify(headers)));
  });

  test(`the signed string of version ${version} is what its signature is of`, () => {
    const contentHash = headers['X-Ops-Content-Hash'] ?? '';
    const signable = { method, path, contentHash, userId: user, timestamp, serverApiVersion };
    assert.equal(SIGNING_SCHEMES[version].signedString(signable), text(`signed-string-${version}`));
    const sent = Object.entries({ ...headers, 'X-Ops-Server-API-Version': serverApiVersion });
    const parsed = parseSignatureHeaders(
      Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value])),
    );
    assert.ok(parsed.ok);
    assert.ok(verifyRequest(parsed.value, { method, path, body }, createPublicKey(key)));
  });
}

test('paths are signed as the reference says', () => {
  const paths = Object.entries(json('canonical-paths'));
  assert.ok(paths.length >= 4);
  for (const [path, signed] of paths) assert.equal(canonicalPath(path), signed);
});

test('the session key is what the encrypted one decrypts to', () => {
  assert.equal(sessionKey.byteLength, 32);
  assert.deepEqual(decryptSessionKey(json('session-key').encrypted, key), sessionKey);
});

test('Z85 is written and read', () => {
  for (const [hex, written] of Object.entries<string>(json('z85'))) {
    assert.equal(encodeZ85(Buffer.from(hex, 'hex')), written);
    assert.equal(Buffer.from(decodeZ85(written) ?? []).toString('hex'), hex);
  }
});

test('the CURVE pair is one: its public half is that of the secret one, as X25519 has it', () => {
  const pair = json('curve');
  const secret = Buffer.from(pair.secret_hex, 'hex');
  assert.equal(encodeZ85(secret), pair.secret_z85);
  assert.equal(encodeZ85(Buffer.from(pair.public_hex, 'hex')), pair.public_z85);
  assert.equal(publicHalfOf(secret), pair.public_hex);
});

test('the request brings the public half of the CURVE pair, percent-encoded', () => {
  const { request, public_z85 } = json('curve');
  assert.equal(new URL(request, 'http://127.0.0.1').searchParams.get('ccpk'), public_z85);
});

for (const name of ['heartbeat', 'succeeded']) {
  test(`the ${name} of the client is signed so, as its own functions made it`, () => {
    const [header, body] = [text(`${name}-header`), text(`${name}-body`)];
    assert.deepEqual(signHmacMessage(body, sessionKey), [header, body]);
    assert.equal(accepted(parseClientMessage(JSON.parse(body))).type, name);
    assert.ok(messageVectors.some((vector) => vector.header === header && vector.body === body));
  });
}

test('the commit is written and signed so', () => {
  const [header, body] = [text('commit-header'), text('commit-body')];
  const { sequence, timestampMs, ...content } = accepted(parseServerMessage(JSON.parse(body)));
  assert.equal(formatServerMessage(content, { sequence, timestampMs }), body);
  assert.ok(verifyHmac(body, sessionKey, accepted(parseHeader(Buffer.from(header))).signature));
});

test('the frames of the commit are its header and its body', () => {
  const frames = text('commit-frames')
    .split('\n\n')
    .map((hex) => Buffer.from(hex.replaceAll('\n', ''), 'hex').toString());
  assert.deepEqual(frames, [text('commit-header'), text('commit-body')]);
});

test("the server's heartbeat is one that it sent, and verifies with the public key of its configuration", () => {
  const [header, body] = [text('server-heartbeat-header'), text('server-heartbeat-body')];
  const { signature } = accepted(parseHeader(Buffer.from(header)));
  assert.ok(verifyRsa(body, createPublicKey(json('config').public_key), signature));
  assert.ok(serverFramesVector.frames.some((frame) => frame.header === header && frame.body === body));
});

/** Of a secret key of 32 bytes, by Node's own X25519, which takes it wrapped (RFC 8410). */
function publicHalfOf(secret: Buffer): string {
  const prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const der = createPrivateKey({ key: Buffer.concat([prefix, secret]), format: 'der', type: 'pkcs8' });
  return createPublicKey(der).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
}
