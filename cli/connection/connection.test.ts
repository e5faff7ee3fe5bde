import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeLocalServer } from './local-server.ts';
import { type ConnectionOptions, connectionFrom } from './rest-connection.ts';

const NOTHING: ConnectionOptions = {
  server: undefined,
  org: undefined,
  user: undefined,
  key: undefined,
  ca: undefined,
  insecure: false,
  knife: undefined,
  profile: undefined,
  data: '.push-harness',
  maxAnswer: 1_024,
};
const ADMIN = newKeyPair().privateKey;
const LOCAL = { url: 'http://127.0.0.1:4711', org: 'local' };

/** A folder in which a server has run. */
function withServer(folder: string): string {
  const data = join(folder, '.push-harness');
  mkdirSync(join(data, 'keys'), { recursive: true });
  writeFileSync(join(data, 'keys', 'admin.pem'), ADMIN);
  writeLocalServer(data, LOCAL);
  return folder;
}

test('where a server has run nothing need be said', async (context) => {
  const { serverUrl, org, user, privateKey } = await connectionFrom(
    NOTHING,
    readingIn(withServer(temporaryFolder(context))),
  );
  assert.deepEqual({ serverUrl, org, user }, { serverUrl: LOCAL.url, org: 'local', user: 'admin' });
  assert.equal(privateKey.export({ type: 'pkcs1', format: 'pem' }), ADMIN);
});

test('what is said wins over what the local server left', async (context) => {
  const folder = withServer(temporaryFolder(context));
  const asked = { ...NOTHING, server: 'http://push.example', org: 'other' };
  const given = await connectionFrom(asked, readingIn(folder));
  assert.equal(given.serverUrl, 'http://push.example');
  assert.equal(given.org, 'other');
});

test('with server and key of another place the local server has no say', async (context) => {
  const folder = withServer(temporaryFolder(context));
  const elsewhere = { ...NOTHING, server: 'http://push.example', key: '.push-harness/keys/admin.pem' };
  const reading = readingIn(folder);
  await assert.rejects(connectionFrom(elsewhere, reading), {
    name: 'UsageError',
    message: /add --org NAME/,
  });
  assert.equal((await connectionFrom({ ...elsewhere, org: 'other' }, reading)).org, 'other');
});

test('where no server has run the usual port is asked, with the key that is given', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'me.pem'), ADMIN);
  const reading = readingIn(folder);
  const { serverUrl } = await connectionFrom({ ...NOTHING, org: 'dev', key: 'me.pem' }, reading);
  assert.equal(serverUrl, 'http://127.0.0.1:10003');
  await assert.rejects(connectionFrom({ ...NOTHING, org: 'dev' }, reading), {
    name: 'UsageError',
    message: new RegExp(
      `^There is no key to sign with as admin: ${join(folder, '.push-harness/keys/admin.pem')} is missing\\. Give --key FILE, the PEM file`,
    ),
  });
});

test('where nothing names the organisation it is said what was looked for, and what is there', async (context) => {
  const folder = temporaryFolder(context);
  const data = join(folder, '.push-harness');
  const asked = () => connectionFrom(NOTHING, readingIn(folder));
  await assert.rejects(asked(), {
    message: `No organisation is given; add --org NAME (there is no data folder ${data}, which push-harness serve would make; --data DIR names another).`,
  });
  mkdirSync(data);
  await assert.rejects(asked(), {
    message: `No organisation is given; add --org NAME (no push-harness serve has left its word in ${data}, as local-server.json).`,
  });
});

test('a key that cannot be read or is none is named', async (context) => {
  const folder = temporaryFolder(context);
  const withKey = (key: string) => connectionFrom({ ...NOTHING, org: 'dev', key }, readingIn(folder));
  await assert.rejects(withKey('nowhere.pem'), {
    message: /^Cannot read the key nowhere.pem \(ENOENT: there is no such file\); check the path/,
  });
  writeFileSync(join(folder, 'text.pem'), 'no key\n');
  await assert.rejects(withKey('text.pem'), { message: /^text.pem is not a private key/ });
  writeFileSync(join(folder, 'public.pem'), newKeyPair().publicKey);
  await assert.rejects(withKey('public.pem'), { message: /^public.pem is not a private key/ });
  await assert.rejects(withKey('/dev/zero'), {
    message: /^Cannot read the key \/dev\/zero \(it is a device\)/,
  });
  await assert.rejects(withKey('.'), { message: /^Cannot read the key . \(it is a folder\)/ });
});

test('a key may be given as text, as secrets of a pipeline are', async (context) => {
  const reading = readingIn(temporaryFolder(context));
  for (const key of [ADMIN, ADMIN.replaceAll('\n', '\\n'), Buffer.from(ADMIN).toString('base64')]) {
    const { privateKey } = await connectionFrom({ ...NOTHING, org: 'dev', key }, reading);
    assert.equal(privateKey.export({ type: 'pkcs1', format: 'pem' }), ADMIN);
  }
  const cut = connectionFrom({ ...NOTHING, org: 'dev', key: ADMIN.slice(0, 500) }, reading);
  await assert.rejects(cut, { message: /^The PEM text that was given is not a private key/ });
});

test('an address may name the organisation, and must not contradict --org', async (context) => {
  const reading = readingIn(withServer(temporaryFolder(context)));
  const server = 'https://chef.example.org/chef/organizations/web';
  const { serverUrl, org } = await connectionFrom({ ...NOTHING, server }, reading);
  assert.deepEqual([serverUrl, org], ['https://chef.example.org/chef', 'web']);
  assert.equal((await connectionFrom({ ...NOTHING, server, org: 'web' }, reading)).org, 'web');
  await assert.rejects(connectionFrom({ ...NOTHING, server, org: 'db' }, reading), {
    name: 'UsageError',
    message: `The address ${server} names organisation web, and --org says db; give one of them.`,
  });
  const secret = { ...NOTHING, server: 'http://admin:hunter2@127.0.0.1' };
  await assert.rejects(connectionFrom(secret, reading), {
    message: 'The address of the server is a URL with a user or a password: leave it out.',
  });
});

test('what the files of knife say is less than what an option says, and more than the local server', async (context) => {
  const folder = withServer(temporaryFolder(context));
  writeFileSync(join(folder, 'mine.pem'), ADMIN);
  writeFileSync(
    join(folder, 'knife.rb'),
    "node_name 'rebecca'\nclient_key 'mine.pem'\nchef_server_url 'http://127.0.0.1:1/organizations/web'\n",
  );
  const reading = readingIn(folder);
  const { privateKey: _, ...found } = await connectionFrom({ ...NOTHING, knife: 'knife.rb' }, reading);
  assert.deepEqual(found, {
    serverUrl: 'http://127.0.0.1:1',
    org: 'web',
    user: 'rebecca',
    keyFile: join(folder, 'mine.pem'),
    maxAnswerBytes: 1_024,
  });
  assert.equal((await connectionFrom({ ...NOTHING, knife: 'knife.rb', user: 'bob' }, reading)).user, 'bob');
  await assert.rejects(connectionFrom({ ...NOTHING, knife: 'knife.rb', profile: 'x' }, reading), {
    message: '--knife and --profile name two configurations of knife; give one of them.',
  });
});

test('what is no private key says what it is instead, and shows nothing of it', async (context) => {
  const folder = temporaryFolder(context);
  const { publicKey, privateKey } = newKeyPair();
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
  const locked = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem', ...cipher });
  for (const [text, why] of [
    ['', /^k\.pem is empty; give the PEM file/],
    ['hello', /^k\.pem is not a private key; give the PEM file/],
    [
      publicKey,
      /^k\.pem is not a private key but a public key or a certificate; give the private key that belongs to it\.$/,
    ],
    [
      String(locked),
      /^k\.pem is a key with a passphrase; give one without: openssl rsa -in FILE -out NEW takes it off\.$/,
    ],
    [
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n',
      /^k\.pem is a key in the form of OpenSSH; make it PEM with ssh-keygen -p -m PEM -f FILE\.$/,
    ],
  ] as const) {
    writeFileSync(join(folder, 'k.pem'), text);
    const asked = connectionFrom({ ...NOTHING, org: 'dev', key: 'k.pem' }, readingIn(folder));
    await assert.rejects(asked, { name: 'UsageError', message: why });
  }
});
