import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { startWebServer } from '../protocol/testing/web-server.ts';
import { runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const COMMANDS = [
  'job list',
  'job status 1',
  'job start true web1',
  'job watch 1',
  'job output 1 web1',
  'node status',
  'doctor web1',
  'feed',
  'trace',
  'job cancel 1',
  'user list',
  'group list',
  'client list',
  'client delete web1',
  'simulate --nodes 1 --workers 1 --key-pool 1',
  'conform REQUESTS-001',
];

test('a redirect is told with where it leads to, and no signed request goes there', async (context) => {
  const elsewhere: string[] = [];
  await using other = await startWebServer((request, response) => {
    elsewhere.push(String(request.url));
    response.end();
  });
  await using server = await startWebServer((request, response) => {
    response.writeHead(307, { Location: `${other.url}${request.url}` }).end();
  });
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), newKeyPair().privateKey);
  for (const command of COMMANDS) {
    const words = [...command.split(' '), '--server', server.url, '--org', 'dev', '--key', 'k.pem'];
    const { code, stderr } = await runHereIn(folder, words);
    assert.equal(code, 2, `${command}: ${stderr}`);
    assert.match(
      stderr,
      new RegExp(`redirected to ${other.url}/\\S+, and a signed request is not sent on`),
      command,
    );
    assert.ok(stderr.includes(other.url), command);
    if (!command.startsWith('conform'))
      assert.match(stderr, new RegExp(`Give --server ${other.url}\\.`), command);
  }
  assert.deepEqual(elsewhere, []);
});
