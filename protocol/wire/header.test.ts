import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusalReason } from '../testing/messages.ts';
import { counted, messageVectors, serverFramesVector } from '../testing/vectors.ts';
import { formatHeader, MAX_HEADER_BYTES, parseHeader } from './header.ts';

const read = (text: string) => parseHeader(Buffer.from(text, 'latin1'));

test('the headers of the shipped server are read, and written byte for byte', () => {
  for (const { header } of counted(serverFramesVector.frames, 6)) {
    const { version, method, signature } = accepted(read(header));
    assert.equal(version, '2.0');
    assert.equal(formatHeader(method, signature), header);
  }
});

test('the headers of the Ruby client are read; its line breaks are not written', () => {
  for (const vector of counted(messageVectors, 4)) {
    const { method, signature } = accepted(read(vector.header));
    assert.equal(method, vector.method);
    assert.equal(formatHeader(method, signature), vector.header.replaceAll('\n', ''));
  }
});

test('the parts come in any order', () => {
  const expected = { version: '2.0', method: 'hmac_sha256', signature: 'AAAA' };
  const [version, method, signature] = ['Version:2.0', 'SigningMethod:hmac_sha256', 'Signature:AAAA'];
  for (const parts of [
    [version, method, signature],
    [version, signature, method],
    [method, version, signature],
    [method, signature, version],
    [signature, version, method],
    [signature, method, version],
  ]) {
    assert.deepEqual(accepted(read(parts.join(';'))), expected);
  }
});

test('SignedChecksum is another name for Signature, and line breaks of any system are taken out', () => {
  const header = accepted(read('Version:1.0;SigningMethod:rsa2048_sha1;SignedChecksum:AAAA\r\nBBBB\nCC=='));
  assert.deepEqual(header, { version: '1.0', method: 'rsa2048_sha1', signature: 'AAAABBBBCC==' });
});

const REFUSED: readonly (readonly [text: string, reason: string])[] = [
  ['', 'bad_header'],
  ['Version:2.0', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256;Signature:', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256;Signature:A A=', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256;Signature:AA=A', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256;Checksum:AAAA', 'bad_header'],
  ['Version:2.0;Version:2.0;Signature:AAAA', 'bad_header'],
  ['Version:2.0;Signature:AAAA;SignedChecksum:AAAA', 'bad_header'],
  ['Version:2.0;SigningMethod:hmac_sha256;Signature:AAAA;', 'bad_header'],
  ['Version:3.0;SigningMethod:hmac_sha256;Signature:AAAA', 'bad_version'],
  ['Version:;SigningMethod:hmac_sha256;Signature:AAAA', 'bad_version'],
  ['Version:1.0;SigningMethod:hmac_sha256;Signature:AAAA', 'bad_version'],
  ['Version:2.0;SigningMethod:md5;Signature:AAAA', 'bad_method'],
  ['Version:2.0;SigningMethod:constructor;Signature:AAAA', 'bad_method'],
];

for (const [text, reason] of REFUSED) {
  test(`the header "${text}" is refused as ${reason}`, () => {
    assert.equal(refusalReason(read(text)), reason);
  });
}

test('a header may be 2,048 bytes long and no longer', () => {
  const start = 'Version:2.0;SigningMethod:rsa2048_sha1;Signature:';
  const longest = start + 'A'.repeat(MAX_HEADER_BYTES - start.length);
  assert.equal(accepted(read(longest)).method, 'rsa2048_sha1');
  assert.equal(refusalReason(read(`${longest}A`)), 'header_too_long');
});

test('no bytes make the parser throw', () => {
  const pieces = fc.constantFrom(
    'Version:',
    '2.0',
    '1.0',
    ';',
    'SigningMethod:',
    'hmac_sha256',
    'Signature:',
    ':',
    'AA==',
    '\n',
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof parseHeader(bytes).ok === 'boolean'),
  );
  fc.assert(fc.property(fc.array(pieces), (parts) => typeof read(parts.join('')).ok === 'boolean'));
});
