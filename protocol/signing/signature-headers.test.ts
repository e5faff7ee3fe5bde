import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import test from 'node:test';
import fc from 'fast-check';
import { counted, requestVectors } from '../testing/vectors.ts';
import { isSkewed, parseSignatureHeaders } from './signature-headers.ts';

/** Headers as node gives them. */
function lowerCased(headers: Readonly<Record<string, string>>): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const GOOD = lowerCased(requestVectors.find((vector) => vector.version === '1.3')?.headers ?? {});

test('the headers of every version are read', () => {
  for (const vector of counted(requestVectors, 21)) {
    const outcome = parseSignatureHeaders(lowerCased(vector.headers));
    assert.ok(outcome.ok);
    assert.equal(outcome.value.version, vector.version);
    assert.equal(outcome.value.userId, vector.user);
    assert.equal(outcome.value.timestampMs, Date.UTC(2014, 6, 10, 5, 17, 40));
    assert.equal(outcome.value.signature.byteLength, 256);
    assert.equal(outcome.value.serverApiVersion, '0');
  }
});

test('the version may stand alone, with an algorithm, with spaces, with a semicolon behind it', () => {
  for (const [sign, version] of [
    ['version=1.0', '1.0'],
    ['version=1.1;', '1.1'],
    ['algorithm=sha1;version=1.0', '1.0'],
    ['algorithm=sha1;version=1.1;', '1.1'],
    ['version=1.1;algorithm=sha1', '1.1'],
    ['algorithm=sha256; version=1.3', '1.3'],
    ['version=1.3', '1.3'],
  ]) {
    const outcome = parseSignatureHeaders({ ...GOOD, 'x-ops-sign': sign });
    assert.equal(outcome.ok && outcome.value.version, version, sign);
  }
});

test('a version or an algorithm that is not spoken is refused', () => {
  for (const sign of [
    'version=2.0',
    'version=',
    'version',
    'algorithm=sha1',
    '1.3',
    'version=toString',
    'algorithm=sha1;version=1.3',
    'algorithm=sha256;version=1.0',
    'algorithm=md5;version=1.1',
    'algorithm=sha256;version=1.2',
  ]) {
    assert.deepEqual(
      parseSignatureHeaders({ ...GOOD, 'x-ops-sign': sign }),
      { ok: false, reason: 'unsupported_version' },
      sign,
    );
  }
});

test('missing and empty headers are named in their order', () => {
  assert.deepEqual(parseSignatureHeaders({}), {
    ok: false,
    reason: 'missing_headers',
    missing: ['X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'],
  });
  const outcome = parseSignatureHeaders({ ...GOOD, 'x-ops-content-hash': '', 'x-ops-timestamp': undefined });
  assert.deepEqual(outcome, {
    ok: false,
    reason: 'missing_headers',
    missing: ['X-Ops-Timestamp', 'X-Ops-Content-Hash'],
  });
});

test('a malformed timestamp is told from a missing one', () => {
  for (const timestamp of [
    'now',
    '2014-07-10',
    '2014-07-10T05:17:40+00:00',
    'Thu, 10 Jul 2014 05:17:40 GMT',
  ]) {
    const outcome = parseSignatureHeaders({ ...GOOD, 'x-ops-timestamp': timestamp });
    assert.deepEqual(outcome, { ok: false, reason: 'bad_timestamp' });
  }
});

test('signature lines that are missing or no base64 are one refusal', () => {
  const { 'x-ops-authorization-1': _first, ...withoutFirst } = GOOD;
  for (const headers of [
    withoutFirst,
    { ...GOOD, 'x-ops-authorization-1': '' },
    { ...GOOD, 'x-ops-authorization-2': 'not base64!' },
    { ...GOOD, 'x-ops-authorization-6': 'A' },
  ]) {
    assert.deepEqual(parseSignatureHeaders(headers), {
      ok: false,
      reason: 'unverifiable_signature',
      userId: 'admin',
      timestampMs: Date.UTC(2014, 6, 10, 5, 17, 40),
    });
  }
});

test('version 1.2 is known, and its signature cannot be verified', () => {
  for (const sign of ['version=1.2', 'algorithm=sha1;version=1.2;']) {
    const outcome = parseSignatureHeaders({ ...GOOD, 'x-ops-sign': sign });
    assert.equal(outcome.ok ? undefined : outcome.reason, 'unverifiable_signature', sign);
  }
});

test('the first thing wrong is the one that is told', () => {
  const wrong = { ...GOOD, 'x-ops-sign': 'version=9', 'x-ops-timestamp': 'now', 'x-ops-authorization-1': '' };
  const reason = (headers: IncomingHttpHeaders) => {
    const outcome = parseSignatureHeaders(headers);
    return outcome.ok ? 'none' : outcome.reason;
  };
  assert.equal(reason({ ...wrong, 'x-ops-userid': '' }), 'missing_headers');
  assert.equal(reason(wrong), 'unsupported_version');
  assert.equal(reason({ ...wrong, 'x-ops-sign': 'version=1.3' }), 'bad_timestamp');
});

test('a clock may be 900 seconds off, either way, and no more', () => {
  for (const sign of [-1, 1]) {
    assert.equal(isSkewed(1_000_000 + sign * 900_000, 1_000_000), false);
    assert.equal(isSkewed(1_000_000 + sign * 900_001, 1_000_000), true);
  }
});

test('no headers make the parser throw', () => {
  const names = fc.constantFrom(...Object.keys(GOOD), 'x-ops-authorization-7', 'x-ops-server-api-version');
  const values = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
  fc.assert(
    fc.property(fc.dictionary(names, values), (change) => {
      const headers = { ...GOOD, ...change } as IncomingHttpHeaders;
      assert.equal(typeof parseSignatureHeaders(headers).ok, 'boolean');
    }),
  );
});
