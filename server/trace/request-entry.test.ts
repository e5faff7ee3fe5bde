import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { VERIFY_RULES } from '../../protocol/signing/verify-request.ts';
import type { WatchedRequest } from '../watcher.ts';
import { publishedEntry, receivedEntry } from './message-entry.ts';
import { answerEntry, requestEntry } from './request-entry.ts';

const HEAD = { at: '', secrets: false };
const EMPTY_DIGEST = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
/** More than an entry has, however much came. */
const MAX_CHARACTERS = 40_000;

const REQUEST: WatchedRequest = {
  ...{ id: {}, method: 'POST', url: '/organizations/dev/pushy//jobs/?x=1', address: undefined },
  ...{ org: undefined, node: undefined, signer: undefined, body: undefined },
  headers: {
    ...{ 'x-ops-userid': 'bob', 'x-ops-timestamp': '2026-12-01T10:00:00Z', 'x-ops-sign': 'version=1.3' },
    ...{ 'x-ops-content-hash': EMPTY_DIGEST, 'x-ops-authorization-1': 'AAAA', authorization: 'secret' },
  },
};
const hashIn = (request: WatchedRequest, bodyFirst: boolean) =>
  /X-Ops-Content-Hash:(.*)/.exec(
    requestEntry(request, undefined, { ...VERIFY_RULES, bodyFirst }, HEAD).signature?.texts?.[0] ?? '',
  )?.[1];

test('the verified text has the digest that is stated, or that of the body where it is read first', () => {
  const withBody = { ...REQUEST, body: Buffer.from('{}') };
  assert.equal(hashIn(withBody, false), EMPTY_DIGEST);
  assert.equal(hashIn(withBody, true), 'RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=');
  assert.equal(hashIn(REQUEST, true), EMPTY_DIGEST);
});

test('the organisation is found in a path that no route has, and other headers than are known are left out', () => {
  const { org, headers, signature } = requestEntry(
    REQUEST,
    undefined,
    { ...VERIFY_RULES, bodyFirst: false },
    HEAD,
  );
  assert.equal(org, 'dev');
  assert.deepEqual(Object.keys(headers ?? {}).sort(), [
    ...['x-ops-content-hash', 'x-ops-sign', 'x-ops-timestamp', 'x-ops-userid'],
  ]);
  assert.deepEqual(signature?.paths, ['/organizations/dev/pushy/jobs']);
});

test('a signature that cannot be read is told by what may be wrong with it', () => {
  const headers = { ...REQUEST.headers, 'x-ops-authorization-1': undefined };
  const refusal = { code: 'bad_signature', sentence: 'no' };
  const rules = { ...VERIFY_RULES, bodyFirst: false };
  const { detail, hint } = requestEntry({ ...REQUEST, headers }, refusal, rules, HEAD);
  assert.match(detail ?? '', /^header X-Ops-Authorization-1 is missing/);
  assert.equal(hint, undefined);
});

test('a CURVE key that is none is told with how it has to be sent', () => {
  const refusal = { code: 'bad_ccpk', sentence: 'Bad ccpk' };
  const rules = { ...VERIFY_RULES, bodyFirst: false };
  assert.match(requestEntry(REQUEST, refusal, rules, HEAD).detail ?? '', /Z85, percent-encoded/);
});

const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(100_000)));
const headers = fc.dictionary(
  fc.constantFrom(...Object.keys(REQUEST.headers), 'x-ops-authorization-2', 'x-ops-more', 'accept'),
  texts,
);

test('whatever is asked and answered, an entry is made of it, and is no longer than its bound', () => {
  const rules = { ...VERIFY_RULES, bodyFirst: true };
  fc.assert(
    fc.property(texts, texts, headers, texts, (method, url, shown, text) => {
      const request = {
        ...REQUEST,
        method,
        url,
        headers: { ...REQUEST.headers, ...shown },
        body: Buffer.from(text),
      };
      const refusal = { code: 'bad_signature', sentence: text };
      const exchange = { ...request, status: 401, refusal, payload: text, contentType: undefined };
      for (const entry of [requestEntry(request, refusal, rules, HEAD), answerEntry(exchange, true, HEAD)]) {
        assert.ok(JSON.stringify(entry).length < MAX_CHARACTERS);
      }
    }),
    { numRuns: 30 },
  );
});

test('whatever frames come, an entry is made of them, and is no longer than its bound', () => {
  const source = { org: undefined, node: undefined, address: undefined, sessionKey: () => undefined };
  const some = fc.array(
    fc.oneof(
      fc.uint8Array(),
      texts.map((text) => Buffer.from(text)),
    ),
    { maxLength: 4 },
  );
  const frames = fc.oneof(some, fc.constant(Array.from({ length: 50_000 }, () => Buffer.of())));
  fc.assert(
    fc.property(frames, (bytes) => {
      const refused = receivedEntry(bytes, { ok: false, reason: 'bad_json' }, source, HEAD);
      assert.ok(JSON.stringify(refused).length < MAX_CHARACTERS);
      assert.equal(publishedEntry(bytes, HEAD).verdict, 'sent');
    }),
    { numRuns: 30 },
  );
});
