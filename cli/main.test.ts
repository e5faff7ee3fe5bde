import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { records, runTestProgram, startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
// a node is down after three intervals: a busy machine holds a process up for longer than 300 ms
const QUICK = ['--heartbeat-interval', '500', '--rehab-interval', '100'];

/** A server in a folder of its own; commands that run there find it. */
async function serveIn(context: TestContext) {
  const folder = temporaryFolder(context);
  const server = startTestProgram(context, ['serve', '--json', ...FREE_PORTS, ...QUICK], { folder });
  return { folder, server, ready: await server.event('ready') };
}

test('serve says on one line where everything is, and SIGTERM ends it with 0', async (context) => {
  const { folder, server, ready } = await serveIn(context);
  assert.deepEqual(Object.keys(ready), [
    'event',
    'url',
    'heartbeat',
    'command',
    'org',
    'user',
    'key',
    'dialect',
    'pid',
  ]);
  assert.match(String(ready.url), /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(String(ready.heartbeat), /^tcp:\/\/127\.0\.0\.1:\d+$/);
  assert.match(String(ready.command), /^tcp:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual([ready.org, ready.user, ready.dialect], ['dev', 'admin', 'documented']);
  assert.equal(statSync(String(ready.key)).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, '.push-harness', 'keys')).mode & 0o777, 0o700);

  const port = new URL(String(ready.url)).port;
  const second = await runTestProgram(context, ['serve', '--port', port, '--data', 'second'], { folder });
  assert.equal(second.code, 2);
  assert.equal(
    second.stderr,
    `Port ${port} for REST requests is in use: stop what holds it, or choose another with --port.\n`,
  );
  assert.ok(!readdirSync(folder).includes('second'), 'nothing half-made is left');

  server.signal('SIGTERM');
  const { code, stdout } = await server.ended;
  assert.equal(code, 0);
  assert.equal(records(stdout).length, 1);
  assert.equal((await runTestProgram(context, ['job', 'list'], { folder })).code, 3, 'it is gone');
});

const HAS_IPV6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

test('server and nodes find each other over IPv6', {
  skip: !HAS_IPV6 && 'this machine has no IPv6',
}, async (context) => {
  const folder = temporaryFolder(context);
  const listening = ['--host', '::1', '--advertise', '[::1]'];
  const server = startTestProgram(context, ['serve', '--json', ...FREE_PORTS, ...QUICK, ...listening], {
    folder,
  });
  assert.match(String((await server.event('ready')).command), /^tcp:\/\/\[::1\]:\d+$/);
  const words = ['simulate', '--nodes', '1', '--key-pool', '1', '--json'];
  const fleet = startTestProgram(context, words, { folder });
  await fleet.event('online');
  fleet.signal('SIGINT');
  await fleet.ended;
});

test('the log has what its level lets through, each line an object with the names it is about', async (context) => {
  const { stderr: byDefault } = await logOf(context);
  assert.equal(byDefault, 'Stopped.\n', 'only warnings and errors by default');
  const { stderr } = await logOf(context, '--log-level', 'info');
  const [ready, started] = records(stderr);
  assert.equal(ready?.msg, 'server is ready');
  assert.deepEqual([started?.msg, started?.org, started?.nodes], ['job started', 'dev', 1]);
  assert.match(String(started?.job), /^[0-9a-f]{32}$/);
});

test('a private key in what a server is asked does not reach its log', async (context) => {
  const folder = temporaryFolder(context);
  const server = startTestProgram(context, ['serve', '--json', ...FREE_PORTS, '--log-level', 'trace'], {
    folder,
  });
  const { url } = await server.event('ready');
  const { privateKey } = newKeyPair();
  const path = `/organizations/dev/pushy/jobs/${encodeURIComponent(privateKey)}`;
  await fetch(`${url}${path}`, { headers: { 'X-Ops-UserId': privateKey.replaceAll('\n', '\\n') } });
  server.signal('SIGTERM');
  const { stderr } = await server.ended;
  assert.match(stderr, /server is ready/);
  assert.doesNotMatch(stderr, /PRIVATE/);
});

/** What a server logs that is asked for one job, on a node that does not exist. */
async function logOf(context: TestContext, ...options: readonly string[]) {
  const folder = temporaryFolder(context);
  const server = startTestProgram(context, ['serve', '--json', ...FREE_PORTS, ...options], { folder });
  await server.event('ready');
  await runTestProgram(context, ['job', 'start', 'true', 'ghost'], { folder });
  server.signal('SIGTERM');
  return await server.ended;
}

test('mistakes end with 2 and one sentence, a server that is not there with 3', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'text.pem'), 'no key');
  const somewhere = ['--server', 'http://127.0.0.1:1', '--org', 'dev'];
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['serve', '--prot', '1'], 2, /^Unknown option '--prot'; did you mean --port\?\n$/],
    [['serve', '--port', 'x'], 2, /^--port is 'x'; give a port from 0 to 65535/],
    [
      ['job', 'list', ...somewhere, '--key', 'none.pem'],
      2,
      /^Cannot read the key none.pem \(ENOENT: .*\);.*\n$/,
    ],
    [['job', 'list', ...somewhere, '--key', 'text.pem'], 2, /^text.pem is not a private key; .*\n$/],
  ];
  for (const [argv, code, sentence] of cases) {
    const ended = await runTestProgram(context, argv, { folder });
    assert.equal(ended.code, code, argv.join(' '));
    assert.equal(ended.stdout, '');
    assert.match(ended.stderr, sentence);
  }
});

test('a job is started, judged, read and explained', async (context) => {
  const { folder, ready } = await serveIn(context);
  const run = (...argv: readonly string[]) => runTestProgram(context, argv, { folder });
  const exec = ['--exec', '--allow-root'];
  const fleetArguments = ['simulate', '--nodes', '2', '--prefix', 'web-', '--key-pool', '1', '--json'];
  const fleet = startTestProgram(context, [...fleetArguments, ...exec], { folder });
  await fleet.event('online');
  const status = await run('node', 'status');
  assert.match(status.stdout, /^web-\S+\tup\nweb-\S+\tup\n$/);
  const [first = '', second = ''] = status.stdout.split('\n').map((line) => line.split('\t')[0] ?? '');

  const good = await run('job', 'start', 'printf "a\\000b"; echo oops >&2', first, second, '--capture');
  assert.equal(good.code, 0, good.stderr);
  const [, id = ''] = /^Started\. {2}Job ID: ([0-9a-f]{32})\n/.exec(good.stdout) ?? [];
  assert.match(good.stdout, /\nComplete\.\n.*nodes:\n {2}succeeded \(2\): /s);
  assert.equal((await run('job', 'output', id, first)).stdout, 'a\0b');
  assert.equal((await run('job', 'output', id, first, '--channel', 'stderr')).stdout, 'oops\n');
  assert.equal((await run('job', 'output', id, 'nobody')).code, 1);

  const failing = `test "$CHEF_PUSH_NODE_NAME" = ${first}`;
  const bad = await run('job', 'start', failing, first, second, '--json');
  assert.equal(bad.code, 1);
  assert.deepEqual(records(bad.stdout).at(-1), {
    event: 'verdict',
    ok: false,
    uncertain: false,
    bad_nodes: [second],
  });

  const missed = await run('job', 'start', 'true', first, 'nobody');
  assert.equal(missed.code, 1);
  assert.match(missed.stdout, /Quorum failed\.\n/);
  assert.equal((await run('job', 'start', 'true', first, 'nobody', '-q', '50%')).code, 0);

  assert.equal((await run('doctor', first)).code, 0);
  assert.equal((await run('doctor', 'nobody')).code, 1);
  assert.equal((await run('job', 'status', 'nothing')).code, 1);
  assert.equal((await run('job', 'list', '--org', 'nothing')).code, 2);

  fleet.signal('SIGINT');
  const { code, stdout } = await fleet.ended;
  assert.equal(code, 130);
  assert.equal(records(stdout).at(-1)?.event, 'stopped');
  assert.equal((await run('client', 'list')).stdout, '', 'the clients of the nodes are gone');
  assert.equal(readFileSync(String(ready.key), 'utf8').includes('PRIVATE KEY'), true);
});

test('real commands as root must be allowed', {
  skip: process.getuid?.() !== 0 && 'needs root',
}, async (context) => {
  const { folder } = await serveIn(context);
  const ended = await runTestProgram(context, ['simulate', '--nodes', '1', '--exec'], { folder });
  assert.equal(ended.code, 2);
  assert.match(ended.stderr, /--allow-root/);
});

test('an interrupted job start leaves the job to go on', async (context) => {
  const { folder } = await serveIn(context);
  const fleet = startTestProgram(
    context,
    ['simulate', '--nodes', '1', '--key-pool', '1', '--behaviour', 'silent', '--json'],
    { folder },
  );
  await fleet.event('online');
  const status = await runTestProgram(context, ['node', 'status', '--json'], { folder });
  const [node] = records(status.stdout);
  const job = startTestProgram(context, ['job', 'start', 'true', String(node?.node), '--json'], { folder });
  await job.event('start');
  job.signal('SIGINT');
  const { code, stderr } = await job.ended;
  assert.equal(code, 130);
  assert.match(stderr, /the job goes on: push-harness job watch [0-9a-f]{32} follows it/);
});

test('the demo does its job in time and leaves nothing behind', async (context) => {
  const folder = temporaryFolder(context);
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const ended = await runTestProgram(context, ['demo'], { folder, env: { TMPDIR: temporary } });
  assert.equal(ended.code, 0, ended.stderr);
  assert.equal(ended.stdout.match(/^\S+ +0 +.* Hello, I am \S+ and I like bears$/gm)?.length, 25);
  assert.match(ended.stdout, /voting \d+ ms, running /);
  assert.deepEqual(
    readdirSync(temporary).filter((name) => name.startsWith('push-harness')),
    [],
  );
  assert.deepEqual(readdirSync(folder), ['tmp']);
});
