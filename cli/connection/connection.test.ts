import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type ConnectionOptions, connectionFrom } from './connection.ts';
import { writeLocalServer } from './local-server.ts';

const NOTHING: ConnectionOptions = {
  server: undefined,
  org: undefined,
  user: 'admin',
  key: undefined,
  data: '.push-harness',
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

test('where a server has run nothing need be said', (context) => {
  const { serverUrl, org, user, privateKey } = connectionFrom(NOTHING, withServer(temporaryFolder(context)));
  assert.deepEqual({ serverUrl, org, user }, { serverUrl: LOCAL.url, org: 'local', user: 'admin' });
  assert.equal(privateKey.export({ type: 'pkcs1', format: 'pem' }), ADMIN);
});

test('what is said wins over what the local server left', (context) => {
  const folder = withServer(temporaryFolder(context));
  const given = connectionFrom({ ...NOTHING, server: 'http://push.example', org: 'other' }, folder);
  assert.equal(given.serverUrl, 'http://push.example');
  assert.equal(given.org, 'other');
});

test('with server and key of another place the local server has no say', (context) => {
  const folder = withServer(temporaryFolder(context));
  const elsewhere = { ...NOTHING, server: 'http://push.example', key: '.push-harness/keys/admin.pem' };
  assert.throws(() => connectionFrom(elsewhere, folder), { name: 'UsageError', message: /give --org NAME/ });
  assert.equal(connectionFrom({ ...elsewhere, org: 'other' }, folder).org, 'other');
});

test('where no server has run the usual port is asked, with the key that is given', (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'me.pem'), ADMIN);
  assert.equal(
    connectionFrom({ ...NOTHING, org: 'dev', key: 'me.pem' }, folder).serverUrl,
    'http://127.0.0.1:10003',
  );
  assert.throws(() => connectionFrom({ ...NOTHING, org: 'dev' }, folder), {
    name: 'UsageError',
    message: /^There is no key to sign with as admin; give --key FILE/,
  });
});

test('a key that cannot be read or is none is named', (context) => {
  const folder = temporaryFolder(context);
  const withKey = (key: string) => () => connectionFrom({ ...NOTHING, org: 'dev', key }, folder);
  assert.throws(withKey('nowhere.pem'), { message: /^Cannot read the key nowhere.pem \(ENOENT\)/ });
  writeFileSync(join(folder, 'text.pem'), 'no key\n');
  assert.throws(withKey('text.pem'), { message: /^text.pem is not a private key/ });
  writeFileSync(join(folder, 'public.pem'), newKeyPair().publicKey);
  assert.throws(withKey('public.pem'), { message: /^public.pem is not a private key/ });
});
