import assert from 'node:assert/strict';
import test from 'node:test';
import { startTestProgram } from './testing/push-harness.ts';
import { runHere } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = [
  'port',
  'heartbeat-port',
  'command-port',
  'unencrypted-heartbeat-port',
  'unencrypted-command-port',
].flatMap((name) => [`--${name}`, '0']);

test('serve says where nodes without encryption connect, and warns once', async (context) => {
  const words = ['serve', '--json', '--allow-unencrypted', ...FREE_PORTS];
  const server = startTestProgram(context, words, { folder: temporaryFolder(context) });
  const { heartbeat, command, unencrypted } = await server.event('ready');
  const others = unencrypted as Readonly<Record<string, string>>;
  assert.deepEqual(Object.keys(others), ['heartbeat', 'command']);
  const all = [heartbeat, command, ...Object.values(others)];
  for (const address of all) assert.match(String(address), /^tcp:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(new Set(all).size, 4);
  server.signal('SIGTERM');
  const { code, stderr } = await server.ended;
  assert.equal(code, 0);
  assert.equal(stderr.match(/nodes without encryption are accepted/g)?.length, 1);
});

test('serve that encrypts nothing refuses to take nodes without encryption beside others', async (context) => {
  const { code, stderr } = await runHere(context, [
    'serve',
    '--no-curve',
    '--allow-unencrypted',
    ...FREE_PORTS,
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /--no-curve.*leave out --allow-unencrypted/);
});
