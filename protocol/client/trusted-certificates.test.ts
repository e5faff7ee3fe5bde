import assert from 'node:assert/strict';
import test from 'node:test';
import { generate } from 'selfsigned';
import { trustedCertificates } from './trusted-certificates.ts';

const { cert, private: key } = await generate([], { keyType: 'ec', algorithm: 'sha256' });

test('certificates are taken out of what stands around them, and a key is left behind', () => {
  const read = trustedCertificates(`subject=CN = mine\n${cert}${key}\n${cert}`);
  assert.ok(read.ok);
  assert.equal(read.pem.match(/BEGIN CERTIFICATE/g)?.length, 2);
  assert.doesNotMatch(read.pem, /PRIVATE|subject/);
  // as variables of pipelines hold them
  assert.deepEqual(trustedCertificates(cert.replaceAll('\n', '\\n')), trustedCertificates(cert));
});

test('what holds none says why', () => {
  const why = (text: string) => {
    const read = trustedCertificates(text);
    return read.ok ? '' : read.fault;
  };
  assert.match(why(' \n'), /^is empty/);
  assert.match(why(key), /^is a private key/);
  assert.match(why('\u{30}\u{82}'), /^holds no certificate in PEM; openssl x509 -inform der/);
  assert.match(why(cert.slice(0, 200)), /^holds no certificate in PEM/);
  assert.match(why(cert.replace('MII', 'AAA')), /^holds a certificate, which cannot be read/);
});
