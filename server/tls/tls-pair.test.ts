import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import test from 'node:test';
import { generate } from 'selfsigned';
import { StartError } from '../start-error.ts';
import { checkedPair } from './tls-pair.ts';

const draw = () => generate([{ name: 'commonName', value: 'push' }], { keyType: 'ec', algorithm: 'sha256' });
const [mine, other] = [await draw(), await draw()];

function why(certificate: string, privateKey: string): string {
  try {
    checkedPair({ certificate, privateKey });
    return '';
  } catch (error) {
    assert.ok(error instanceof StartError);
    assert.doesNotMatch(error.message, /-----/);
    return error.message;
  }
}

test('a certificate and its key are a pair, with those of authorities behind it', () => {
  assert.equal(why(mine.cert, mine.private), '');
  assert.equal(why(`${mine.cert}\n${other.cert}`, mine.private), '');
});

test('two that do not belong together are refused', () => {
  const sentence =
    /^The key of --tls-key does not belong to the first certificate of --tls-cert \(CN=push\): give the two/;
  assert.match(why(mine.cert, other.private), sentence);
  assert.match(why(`${other.cert}\n${mine.cert}`, mine.private), sentence);
});

test('what is no certificate or no key says what it is', () => {
  const passphrase = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  const locked = createPrivateKey(mine.private).export(passphrase).toString();
  assert.match(why(mine.cert, locked), /^What --tls-key names is a key with a passphrase: give one without/);
  assert.match(why(mine.cert, mine.cert), /^What --tls-key names is a certificate or a public key/);
  assert.match(why(mine.cert, ''), /^What --tls-key names is no private key in PEM/);
  assert.match(
    why(mine.private, mine.private),
    /^What --tls-cert names holds a private key and no certificate/,
  );
  assert.match(why('mine', mine.private), /^What --tls-cert names holds no certificate in PEM/);
});
