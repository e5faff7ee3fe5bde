import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defectText } from '../../protocol/wire/defect.ts';
import { type RefusedRequest, requestDefect } from './request-defect.ts';

const NOW_MS = Date.UTC(2026, 11, 1, 10, 0, 0);
const PATH = '/organizations/dev/pushy/config/web1';
const HEADERS = {
  'x-ops-userid': 'web1',
  'x-ops-timestamp': '2026-12-01T10:00:00Z',
  'x-ops-sign': 'algorithm=sha256;version=1.3',
  'x-ops-content-hash': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'x-ops-authorization-1': 'QUJD',
};
const request = (headers: RefusedRequest['headers'] = {}, query = ''): RefusedRequest => ({
  ...{ url: `${PATH}${query}`, headers: { ...HEADERS, ...headers } },
  ...{ org: 'dev', node: 'web1', body: Buffer.alloc(0) },
});

/** What authors of clients get wrong in the request, by what it is refused for, and what they are told. */
const FAULTS: Readonly<Record<string, readonly [code: string, request: RefusedRequest, told: RegExp]>> = {
  'no key': [
    'missing_ccpk',
    request(),
    /^query ccpk is missing, expected the CURVE public key, 40 characters/,
  ],
  'a short key': ['bad_ccpk', request({}, '?ccpk=abc'), /^query ccpk is 3 characters long, expected/],
  'a key that was not encoded': [
    'bad_ccpk',
    request({}, `?ccpk=+${'a'.repeat(39)}`),
    /is 40 characters long, with a blank, which is what \+ means/,
  ],
  'a key in base64': [
    'bad_ccpk',
    request({}, `?ccpk=_${'a'.repeat(39)}`),
    /with "_", which Z85 does not have/,
  ],
  'two keys': ['bad_ccpk', request({}, '?ccpk=a&ccpk=b'), /is there 2 times/],
  'a key of too large a number': ['bad_ccpk', request({}, `?ccpk=${'%23'.repeat(40)}`), /too large a number/],
  'one header missing': [
    'missing_headers',
    request({ 'x-ops-sign': undefined }),
    /^header X-Ops-Sign is missing, expected version=1.0, version=1.1 or/,
  ],
  'more of them missing': [
    'missing_headers',
    request({ 'x-ops-userid': undefined, 'x-ops-content-hash': '' }),
    /^header X-Ops-UserId is missing, expected the name of the client that signs \(missing too: X-Ops-Content-Hash\)$/,
  ],
  'another version': [
    'unsupported_version',
    request({ 'x-ops-sign': 'version=2.0' }),
    /^header X-Ops-Sign is "version=2.0", expected version=1.0,/,
  ],
  'a date of another form': [
    'bad_timestamp',
    request({ 'x-ops-timestamp': 'Tue, 01 Dec 2026 10:00:00 GMT' }),
    /is "Tue, 01 Dec 2026 10:00:00 GMT", expected the time in UTC as 2014-07-10T05:17:40Z$/,
  ],
  'a clock that is wrong': [
    'clock_skew',
    request({ 'x-ops-timestamp': '2026-12-01T09:00:00Z' }),
    /is "2026-12-01T09:00:00Z", expected at most 900 s from the server's clock, which says 2026-12-01T10:00:00Z$/,
  ],
  'no signature': [
    'bad_signature',
    request({ 'x-ops-authorization-1': undefined }),
    /^header X-Ops-Authorization-1 is missing, expected the base64 of the signature, in lines of 60/,
  ],
  'a signature in hexadecimal and dots': [
    'bad_signature',
    request({ 'x-ops-authorization-1': 'a.b.c' }),
    /^header X-Ops-Authorization-1 is no base64,/,
  ],
  'version 1.2': [
    'bad_signature',
    request({ 'x-ops-sign': 'version=1.2' }),
    /^header X-Ops-Sign is "version=1.2", expected/,
  ],
  'the digest of another body': [
    'bad_signature',
    request({ 'x-ops-content-hash': 'abc=' }),
    /^header X-Ops-Content-Hash is "abc=", expected 47DEQpj8HBSa.* the SHA-256 of the body in base64$/,
  ],
  'another key': [
    'bad_signature',
    request(),
    /^signature is of another key or of another text, expected one of version 1.3, by the key .* "web1"/,
  ],
  'a name that nobody has': [
    'unknown_principal',
    request({ 'x-ops-userid': 'Web1' }),
    /^header X-Ops-UserId is "Web1", expected the name of a client .* in organisation "dev"$/,
  ],
  'a user of another organisation': [
    'not_associated',
    request({ 'x-ops-userid': 'olga' }),
    /is "olga", expected a client of organisation "dev", or a user who belongs to it$/,
  ],
  'the name of another client': [
    'name_mismatch',
    request({ 'x-ops-userid': 'web2' }),
    /is "web2", expected "web1", the client whose configuration is asked for$/,
  ],
};

for (const [fault, [code, refused, told]] of Object.entries(FAULTS)) {
  test(`a request with ${fault}`, () => {
    const defect = requestDefect(code, refused, NOW_MS);
    assert.ok(defect !== undefined);
    assert.match(defectText(defect), told);
  });
}

test('what another body has is not said where the body was not read, and nothing of what is no fault of a request', () => {
  const unread = { ...request({ 'x-ops-content-hash': 'abc=' }), body: undefined };
  assert.equal(requestDefect('bad_signature', unread, NOW_MS)?.field, 'signature');
  assert.equal(requestDefect('unknown_job', request(), NOW_MS), undefined);
  assert.equal(requestDefect('toString', request(), NOW_MS), undefined);
});

test('whatever was sent, a defect is short, printable, and has nothing of a signature', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(100_000)));
  const headers = fc.dictionary(fc.constantFrom(...Object.keys(HEADERS)), text);
  const codes = fc.constantFrom(...Object.values(FAULTS).map(([code]) => code));
  fc.assert(
    fc.property(codes, headers, text, (code, given, query) => {
      const defect = requestDefect(
        code,
        request({ ...given, 'x-ops-authorization-1': 'c2VjcmV0' }, `?ccpk=${query}`),
        NOW_MS,
      );
      const told = defect === undefined ? '' : defectText(defect);
      assert.ok(told.length < 1_000 && !told.includes('c2VjcmV0'), told);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not come through
      assert.doesNotMatch(told, /[\u0000-\u001f\u007f]/);
    }),
  );
});
