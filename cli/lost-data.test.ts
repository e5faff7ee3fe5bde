import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runTestProgram, startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];

test('a server whose data folder is deleted makes no job, and its end says so and is no 0', async (context) => {
  const folder = temporaryFolder(context);
  const server = startTestProgram(context, ['serve', '--json', ...FREE_PORTS], { folder });
  const { url, key } = await server.event('ready');
  const kept = join(folder, 'admin.pem');
  copyFileSync(String(key), kept);
  rmSync(join(folder, '.push-harness'), { recursive: true });

  const words = [
    'job',
    'start',
    'true',
    'web1',
    '--nowait',
    '--server',
    String(url),
    '--org',
    'dev',
    '--key',
    kept,
  ];
  const { code, stdout, stderr } = await runTestProgram(context, words, { folder });
  assert.equal(code, 1, stdout);
  assert.match(
    stderr,
    /^The server refused \(507\): Nothing new is stored at present, since the database .* was deleted/,
  );

  server.signal('SIGTERM');
  const ended = await server.ended;
  assert.equal(ended.code, 1);
  assert.match(ended.stderr, /"trouble":"gone"/);
  assert.match(
    ended.stderr,
    /^Stopped\. Its database was deleted, moved or replaced while it ran, which was found at .* is lost\.$/m,
  );
});

test('a Chef server whose data folder is deleted says so when it ends', async (context) => {
  const folder = temporaryFolder(context);
  const words = ['chef-server', '--json', '--data', 'chef'];
  const ports = ['--http-port', '0', '--https-port', '0', '--principals-port', '0'];
  const server = startTestProgram(context, [...words, ...ports], { folder });
  await server.event('ready');
  rmSync(join(folder, 'chef'), { recursive: true });
  await server.said(/"trouble":"gone"/);
  server.signal('SIGTERM');
  const { code, stderr } = await server.ended;
  assert.equal(code, 1);
  assert.match(stderr, /^Stopped\. Its database was deleted, moved or replaced while it ran/m);
});
