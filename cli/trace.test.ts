import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { startReferenceServer } from '../server/server.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { askHere, runHere } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0', '--log-level', 'silent'];
type Line = Readonly<Record<string, unknown>>;

test('a server prints its trace, and another terminal follows it', async (context) => {
  const folder = temporaryFolder(context);
  const server = startTestProgram(
    context,
    ['serve', ...FREE_PORTS, '--json', '--trace', 'web1', '--trace', 'web2,web3'],
    { folder },
  );
  const { url } = await server.event('ready');
  const follower = startTestProgram(context, ['trace', 'web1', '--json'], { folder });
  await follower.said(new RegExp(`Following the trace of web1 at ${url}`));
  for (const node of ['web4', 'web1']) {
    await fetch(`${url}/organizations/dev/pushy/config/${node}`, { headers: { 'X-Ops-UserId': node } });
  }
  const isAnswer = ({ type, node }: Line) => type === 'answer' && node === 'web1';
  for (const program of [server, follower]) {
    const { status, reason } = await program.event('trace', isAnswer);
    assert.deepEqual([status, reason], [400, 'missing_headers']);
  }
  for (const program of [follower, server]) program.signal('SIGINT');
  const [ended, served] = [await follower.ended, await server.ended];
  assert.deepEqual([ended.code, served.code], [130, 0]);
  for (const { stdout } of [ended, served]) assert.doesNotMatch(stdout, /web4/);
});

test('secrets are shown loudly, and in a trace alone', async (context) => {
  const { code, stderr } = await runHere(context, ['serve', '--trace-secrets']);
  assert.deepEqual([code, stderr], [2, '--trace-secrets shows secrets in a trace; give --trace as well.\n']);
  const folder = temporaryFolder(context);
  const data = join(folder, 'data');
  const server = startTestProgram(
    context,
    ['serve', ...FREE_PORTS, '--json', '--trace', '--trace-secrets', '--data', data],
    { folder },
  );
  await server.said(/THE TRACE SHOWS SECRETS/);
  await server.event('ready');
  server.signal('SIGINT');
  assert.equal((await server.ended).code, 0);
});

test('whoever may not follow is told why', async (context) => {
  const server = await startReferenceServer();
  context.after(() => server.stop());
  const { code, stderr } = await askHere(context, server.url, ['trace', 'web1']);
  assert.equal(code, 2);
  assert.match(stderr, /Invalid signature for user or client 'admin'/);
});
