import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import getPort from 'get-port';
import type { ConformanceResults } from '../reports/generators/conformance/results.ts';
import { records, runTestProgram, startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const FREE_PORTS = ['--http-port', '0', '--https-port', '0', '--principals-port', '0'];

/** Three processes beside each other are held up alone: three of these are longer than a busy machine takes. */
const INTERVAL_MS = '500';

/** Jobs on nodes, feeds, URIs, and who may do what by groups: also in circles, from outside, and with a shared name. */
const SCENARIOS = [
  'QUORUM-007',
  'JOBS-001',
  'FEEDS-001',
  'REQUESTS-142',
  'ACCESS-003',
  'ACCESS-008',
  'ACCESS-009',
  'ACCESS-039',
  'ACCESS-041',
  'ACCESS-050',
];

/** A Chef server in one process, a push server that asks it in another, both behind the Chef server's addresses. */
async function both(context: TestContext, dialect: string) {
  const folder = temporaryFolder(context);
  // the Chef server has to know the push server's address before that is there
  const port = await getPort({ host: '127.0.0.1' });
  const pushServer = `http://127.0.0.1:${port}`;
  const chef = startTestProgram(
    context,
    ['chef-server', '--json', ...FREE_PORTS, '--push-server', pushServer],
    {
      folder,
    },
  );
  const ready = await chef.event('ready');
  const words = [
    'serve',
    '--json',
    '--dialect',
    dialect,
    '--data',
    'push',
    '--heartbeat-interval',
    INTERVAL_MS,
  ];
  const ports = ['--port', String(port), '--heartbeat-port', '0', '--command-port', '0'];
  const asked = ['--chef-server', String(ready.https), '--chef-server-ca', String(ready.certificate)];
  const principals = ['--chef-server-principals', String(ready.principals)];
  const key = ['--chef-server-key', String(ready.superuser_key)];
  const push = startTestProgram(context, [...words, ...ports, ...asked, ...principals, ...key], { folder });
  const pushReady = await push.event('ready');
  return { folder, ready, pushReady };
}

async function judge(
  context: TestContext,
  folder: string,
  { server, env = {} }: { readonly server: unknown; readonly env?: Readonly<Record<string, string>> },
): Promise<ConformanceResults['scenarios']> {
  writeFileSync(
    join(folder, 'target.yaml'),
    `name: behind the front
dialect: auto
server: ${server}
organisation: dev
roles:
  admin: { user: admin, key: .push-harness-chef/keys/admin.pem }
  superuser: { user: pivotal, key: .push-harness-chef/keys/pivotal.pem }
`,
  );
  const words = ['conform', ...SCENARIOS, '--target', 'target.yaml', '--out', 'report', '--parallel', '2'];
  const { stdout, stderr } = await runTestProgram(context, words, { folder, env });
  const results: ConformanceResults = JSON.parse(
    readFileSync(join(folder, 'report', 'results.json'), 'utf8'),
  );
  const isAsked = ({ id }: { readonly id: string }) => SCENARIOS.includes(id.replace(/:\d+$/, ''));
  const asked = results.scenarios.filter(isAsked);
  assert.ok(asked.length >= SCENARIOS.length, stdout + stderr);
  return asked;
}

const notPassed = (scenarios: ConformanceResults['scenarios']) =>
  scenarios
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, verdict, failure }) => [id, verdict, failure?.message]);

test('chef-server says on one line where everything is, and SIGTERM ends it with 0', async (context) => {
  const folder = temporaryFolder(context);
  const chef = startTestProgram(context, ['chef-server', '--json', ...FREE_PORTS], { folder });
  const ready = await chef.event('ready');
  assert.match(String(ready.url), /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(String(ready.https), /^https:\/\/127\.0\.0\.1:\d+$/);
  assert.match(String(ready.principals), /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual([ready.org, ready.user, ready.superuser], ['dev', 'admin', 'pivotal']);
  for (const file of [ready.key, ready.superuser_key, ready.certificate]) {
    assert.equal(statSync(String(file)).mode & 0o777, 0o600, String(file));
  }

  const { port } = new URL(String(ready.principals));
  const second = ['chef-server', '--data', 'second', '--principals-port', port];
  const { code, stderr } = await runTestProgram(context, second, { folder });
  assert.equal(code, 2);
  assert.match(
    stderr,
    new RegExp(`^Port ${port} for questions about principals is in use: .*--principals-port`),
  );
  assert.ok(!readdirSync(folder).includes('second'), 'nothing half-made is left');

  const members = await runTestProgram(context, ['group', 'show', 'admins', '--data', '.push-harness-chef'], {
    folder,
  });
  assert.equal(members.code, 0, members.stderr);
  assert.match(members.stdout, /admin/);

  chef.signal('SIGTERM');
  const ended = await chef.ended;
  assert.equal(ended.code, 0);
  assert.equal(records(ended.stdout).length, 1);
});

test('a push server that asks it is judged at the address of both', async (context) => {
  const { folder, ready, pushReady } = await both(context, 'documented');
  assert.equal(pushReady.chef_server, ready.https);
  assert.deepEqual(notPassed(await judge(context, folder, { server: ready.url })), []);
});

test('a push server is judged over https there, although it speaks http', async (context) => {
  const { folder, ready } = await both(context, 'pushy-server');
  const env = { NODE_EXTRA_CA_CERTS: String(ready.certificate) };
  assert.deepEqual(notPassed(await judge(context, folder, { server: ready.https, env })), []);
});

test('a key or address that cannot be used ends serve with 2 and one sentence', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'none.pem'), 'no key');
  const url = 'http://127.0.0.1:1';
  for (const [words, wanted] of [
    [['--chef-server', url], /^serve --chef-server needs --chef-server-key FILE/],
    [['--chef-server', url, '--chef-server-key', 'none.pem'], /^none\.pem is not a private key/],
    [
      ['--chef-server-key', 'none.pem'],
      /^serve with an address or key of a Chef server needs --chef-server URL/,
    ],
    [['--chef-server', 'chef', '--chef-server-key', 'none.pem'], /^--chef-server is 'chef'; give a URL/],
  ] as const) {
    const { code, stderr } = await runTestProgram(context, ['serve', ...words], { folder });
    assert.equal(code, 2, words.join(' '));
    assert.match(stderr, wanted);
  }
});
