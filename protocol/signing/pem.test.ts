import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { newKeyPair } from './key-pair.ts';
import { HIDDEN_KEY, isPem, pemOf, withoutKeys } from './pem.ts';

const { publicKey: PUBLIC, privateKey: PKCS1 } = newKeyPair();
const PKCS8 = createPrivateKey(PKCS1).export({ type: 'pkcs8', format: 'pem' }).toString();
const EC = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'sec1', format: 'pem' },
}).privateKey;
const ENCRYPTED = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' },
}).privateKey;

const AS_GIVEN: Readonly<Record<string, (pem: string) => string>> = {
  'as it is': (pem) => pem,
  'without its last line break': (pem) => pem.trimEnd(),
  'with line breaks of Windows': (pem) => pem.replaceAll('\n', '\r\n'),
  'with line breaks in letters': (pem) => pem.replaceAll('\n', '\\n'),
  'with spaces for line breaks': (pem) => pem.replaceAll('\n', ' '),
  'without line breaks': (pem) => pem.replaceAll('\n', ''),
  'in quotes': (pem) => `"${pem}"`,
  'coded in base64': (pem) => Buffer.from(pem).toString('base64'),
  'coded in base64 with line breaks': (pem) =>
    Buffer.from(pem).toString('base64').replaceAll(/.{76}/g, '$&\n'),
};

for (const [how, given] of Object.entries(AS_GIVEN)) {
  for (const [kind, pem] of Object.entries({ PKCS1, PKCS8 })) {
    test(`${kind} ${how} is the same key`, () => {
      assert.ok(isPem(given(pem)));
      const key = createPrivateKey(pemOf(given(pem)));
      assert.equal(key.export({ type: 'pkcs1', format: 'pem' }), PKCS1);
    });
  }
}

test('several blocks stay, and what is no PEM stays as it is', () => {
  assert.equal(pemOf(`${PUBLIC}${PKCS1}`), `${PUBLIC}${PKCS1}`);
  assert.equal(pemOf(ENCRYPTED), ENCRYPTED);
  for (const path of ['admin.pem', '/keys/LS0tLS1CRUdJTi.pem', './BEGIN', '']) {
    assert.ok(!isPem(path), path);
    assert.equal(pemOf(path), path);
  }
});

/** The way of a value into a message. */
const MESSAGES: Readonly<Record<string, (value: string) => string>> = {
  'as it is': (value) => `Cannot read the key ${value} (ENOENT); check the path.`,
  'on one line': (value) => `Cannot read ${value.replaceAll(/\s*\n\s*/g, ' ')} (ENOENT); check the path.`,
  'as printable': (value) => `Cannot read '${value.replaceAll('\n', '\\x0a')}'; check the path.`,
  'in JSON': (value) => JSON.stringify({ msg: `no key: ${value}`, n: 1 }),
  'in JSON twice': (value) => JSON.stringify(JSON.stringify({ key: value })),
  'cut at its end': (value) => `Cannot read ${value.slice(0, 200)}…; check the path.`,
  'cut in its first line': (value) => `Cannot read ${value.slice(0, 24)}…; check the path.`,
  'cut at its beginning': (value) => `It said: ${value.slice(-500)}; check the path.`,
  'in a path': (value) => `ENAMETOOLONG: name too long, open '/srv/${value}'`,
};

/** Anything of the key that is long enough to be told from chance. */
function parts(pem: string): readonly string[] {
  const lines = pem.split('\n').filter((line) => line.length === 64);
  return lines.map((line) => line.slice(8, 40));
}

for (const [kind, pem] of Object.entries({ PKCS1, PKCS8, EC, ENCRYPTED })) {
  for (const [how, message] of Object.entries(MESSAGES)) {
    test(`${kind} ${how} is not shown in a message, and the rest of it is`, () => {
      const shown = withoutKeys(message(pem));
      assert.doesNotMatch(shown, /PRIVATE/);
      for (const part of parts(pem)) assert.ok(!shown.includes(part), shown);
      assert.ok(shown.includes(HIDDEN_KEY), shown);
      const [before, after] = [message('|').split('|')[0] ?? '', message('|').split('|')[1] ?? ''];
      assert.ok(shown.startsWith(before), shown);
      assert.ok(shown.endsWith(after), shown);
      if (how === 'in JSON') assert.equal(JSON.parse(shown).n, 1);
    });
  }
}

test('a key without its first line, on many lines or on one, is not shown', () => {
  for (const pem of [PKCS1, PKCS8]) {
    const body = pem.split('\n').slice(1, -2).join('\n');
    for (const value of [body, body.replaceAll('\n', ''), body.replaceAll('\n', ' ')]) {
      const shown = withoutKeys(`Cannot read the key ${value} (ENAMETOOLONG); check the path.`);
      assert.equal(shown, `Cannot read the key ${HIDDEN_KEY} (ENAMETOOLONG); check the path.`);
    }
  }
});

test('a key coded in base64 once more is not shown', () => {
  const coded = Buffer.from(PKCS1).toString('base64');
  assert.equal(withoutKeys(`Cannot read ${coded} (ENOENT).`), `Cannot read ${HIDDEN_KEY} (ENOENT).`);
});

test('public keys, certificates, ids and paths are shown', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nMIIDazCCAlOgAwIBAgIUQ\n-----END CERTIFICATE-----';
  for (const text of [
    PUBLIC,
    certificate,
    JSON.stringify({ public_key: PUBLIC }),
    '26e98ba162fa7ba6fb2793125553c7ae26e98ba162fa7ba6fb2793125553c7ae',
    '/var/lib/MIIDazCCAlOgAwIBAgIU/keys/admin.pem -----',
    'a '.repeat(100_000),
  ])
    assert.equal(withoutKeys(text), text);
});

test('a long text with many beginnings takes no time to speak of', () => {
  const many = '-----BEGIN RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA '.repeat(20_000);
  assert.doesNotMatch(withoutKeys(many), /PRIVATE/);
  withoutKeys(`${'A'.repeat(1_000_000)} -----END`);
  withoutKeys(`${'AAAA '.repeat(200_000)}-----END RSA PRIVATE`);
});
