import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { nodeSettings } from './node-settings.ts';

const { privateKey } = newKeyPair();

test('a node finds all that it needs in its environment', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'key.pem'), privateKey);
  writeFileSync(join(folder, 'whitelist.json'), '{ "deploy": "/usr/bin/deploy --now" }');
  const env = {
    PUSH_JOBS_SERVER_URL: 'http://127.0.0.1:10003',
    PUSH_JOBS_ORG: 'dev',
    PUSH_JOBS_NODE_NAME: 'web1',
    PUSH_JOBS_KEY_FILE: 'key.pem',
  };
  const { privateKey: key, ...least } = await nodeSettings(env, readingIn(folder));
  assert.equal(key.asymmetricKeyType, 'rsa');
  const { PUSH_JOBS_SERVER_URL: serverUrl, PUSH_JOBS_ORG: org, PUSH_JOBS_NODE_NAME: node } = env;
  assert.deepEqual(least, {
    serverUrl,
    org,
    node,
    caFile: undefined,
    workDir: undefined,
    whitelist: undefined,
  });
  const all = await nodeSettings(
    { ...env, PUSH_JOBS_WORK_DIR: 'work', PUSH_JOBS_WHITELIST: 'whitelist.json' },
    readingIn(folder),
  );
  assert.equal(all.workDir, join(folder, 'work'));
  assert.deepEqual(all.whitelist, [{ match: 'deploy', run: '/usr/bin/deploy --now' }]);

  const chef = { PUSH_JOBS_SERVER_URL: 'https://push/chef/organizations/web', PUSH_JOBS_ORG: undefined };
  const named = await nodeSettings({ ...env, ...chef }, readingIn(folder));
  assert.deepEqual([named.serverUrl, named.org], ['https://push/chef', 'web']);

  const mistakes: readonly (readonly [Partial<Record<string, string>>, RegExp])[] = [
    [{ PUSH_JOBS_ORG: '' }, /PUSH_JOBS_ORG is not set/],
    [{ PUSH_JOBS_SERVER_URL: 'push.example' }, /PUSH_JOBS_SERVER_URL is no URL such as http/],
    [
      { PUSH_JOBS_SERVER_URL: 'http://jane:secret@push' },
      /^UsageError: PUSH_JOBS_SERVER_URL is a URL with a user or a password: leave it out\.$/,
    ],
    [
      { PUSH_JOBS_SERVER_URL: 'http://push/organizations/web' },
      /PUSH_JOBS_SERVER_URL names organisation web, and PUSH_JOBS_ORG is dev; give one of them/,
    ],
    [{ PUSH_JOBS_KEY_FILE: 'none.pem' }, /Cannot read the key none.pem/],
    [{ PUSH_JOBS_WHITELIST: 'none.json' }, /Cannot read the whitelist .*none.json/],
    [{ PUSH_JOBS_WHITELIST: 'key.pem' }, /Cannot read the whitelist .*key.pem/],
  ];
  for (const [wrong, message] of mistakes)
    await assert.rejects(nodeSettings({ ...env, ...wrong }, readingIn(folder)), message);
});
