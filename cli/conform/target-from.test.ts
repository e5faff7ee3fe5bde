import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { certificateFor } from '../../server/tls/certificate.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { ConformOptions } from './command-line.ts';
import { targetFrom, withOneTarget } from './target-from.ts';

const [OF_FILE, GIVEN] = [newKeyPair(), newKeyPair()];
const [FILE_CA, GIVEN_CA] = await Promise.all(
  ['a.test', 'b.test'].map((name) => certificateFor({ names: [name], nowMs: Date.now() })),
);

/** The target of a file with a key and a certificate, where these options stand on the command line, or elsewhere. */
async function chosen(context: TestContext, given: Partial<ConformOptions>, isFlag: boolean) {
  const folder = temporaryFolder(context);
  const put = (name: string, text: string | undefined) =>
    writeFileSync(join(folder, name), text ?? '', { mode: 0o600 });
  put('file.pem', OF_FILE.privateKey);
  put('given.pem', GIVEN.privateKey);
  put('file-ca.pem', FILE_CA?.certificate);
  put('given-ca.pem', GIVEN_CA?.certificate);
  const target = join(folder, 'target.yaml');
  writeFileSync(
    target,
    `server: https://push.test\ndialect: documented\norganisation: dev\nca: file-ca.pem\nroles: { admin: { user: jane, key: file.pem } }\n`,
  );
  const flags = new Set(['target', ...(isFlag ? Object.keys(given) : [])]);
  const all = { maxAnswer: 1_024, dialect: 'auto', insecure: false, target, ...given } as ConformOptions;
  const { signal } = new AbortController();
  const options = withOneTarget(all, flags);
  const { roles, reach } = await targetFrom(options, { folder, signal, env: {}, flags });
  return { admin: roles.admin, reach, folder };
}

const isGiven = (key = '') => createPrivateKey(key).equals(createPrivateKey(GIVEN.privateKey));

const WHO = { user: 'joe', key: 'given.pem', ca: 'given-ca.pem' };

test('on the command line user, key and certificates go before the file of a target', async (context) => {
  const { admin, reach } = await chosen(context, WHO, true);
  assert.deepEqual([admin?.user, reach?.ca?.trim()], ['joe', GIVEN_CA?.certificate.trim()]);
  assert.ok(isGiven(admin?.key));
});

test('elsewhere they are for targets without a file', async (context) => {
  const { admin, reach, folder } = await chosen(context, WHO, false);
  assert.deepEqual([admin?.user, admin?.key], ['jane', join(folder, 'file.pem')]);
  assert.ok(reach?.ca === FILE_CA?.certificate || reach?.ca === join(folder, 'file-ca.pem'), reach?.ca);
});

test('another key for the same user', async (context) => {
  const { admin } = await chosen(context, { key: 'given.pem' }, true);
  assert.equal(admin?.user, 'jane');
  assert.ok(isGiven(admin?.key));
});
