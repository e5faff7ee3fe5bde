import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startJob } from '../../protocol/client/api.ts';
import { granted } from '../access/testing/access-fixture.ts';
import { startReferenceServer } from '../server.ts';
import { StartError } from '../start-error.ts';
import {
  availableNode,
  besideFixture,
  FIRST_PAIR,
  jobsFor,
  pushServerBeside,
} from './testing/beside-fixture.ts';
import { chefFixture } from './testing/chef-fixture.ts';

test('a client of the Chef server is a node of the push server, and runs a job', async (t) => {
  const all = await besideFixture(t);
  const { chef, as } = all;
  const node = await availableNode(t, all);

  const admin = as('admin');
  const id = await startJob(admin, { command: 'true', nodes: ['web1'] });
  const organisation = await chef.access.organisation('dev');
  assert.equal(id.slice(0, 12), organisation?.id.slice(-12));
  await node.hear('commit');
  await node.say({ type: 'ack_commit' }, id);
  await node.hear('run');
  await node.say({ type: 'ack_run' }, id);
  await node.say({ type: 'succeeded' }, id);
  const headers = { Accept: 'text/event-stream' };
  const feed = await admin.pushy('GET', `job_status_feed/${id}`, { headers });
  assert.match(feed.text, /event: job_complete\n.*\n.*"status":"complete"/);
});

test('principals are not managed at the push server', async (t) => {
  const { push, as } = await besideFixture(t);
  const client = as('admin');
  for (const path of ['/organizations/dev', '/organizations/dev/clients', '/users']) {
    assert.equal((await client.request('GET', path)).status, 404, path);
  }
  assert.throws(() => push.access, /a Chef server keeps the principals/);
});

test('jobs outlive a restart, and not their organisation', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
  t.after(() => rm(data, { recursive: true }));
  const first = await besideFixture(t, { data });
  const id = await startJob(first.as('admin'), { command: 'true', nodes: ['ghost'] });
  await first.push.stop();
  const { chef, as } = await besideFixture(t, { data }, first.chef);
  assert.equal((await as('admin').pushy('GET', `jobs/${id}`)).status, 200);

  granted(await chef.access.organisations.delete('dev'));
  assert.deepEqual(await jobsFor(as('admin')), [404, "organization 'dev' does not exist."]);
  granted(await chef.access.organisations.create({ name: 'dev', admin: 'admin' }));
  const reply = await as('admin').pushy('GET', 'jobs');
  assert.deepEqual([reply.status, reply.json()], [200, []]);
});

test('the data folder of a server that keeps its own principals is another', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-'));
  t.after(() => rm(folder, { recursive: true }));
  const chef = await chefFixture(t);
  const own = await startReferenceServer({ data: folder, drawKeyPair: async () => FIRST_PAIR });
  await own.stop();
  const saysWhy = (words: RegExp) => (error: unknown) =>
    error instanceof StartError && words.test(error.message);
  await assert.rejects(pushServerBeside(t, chef, { data: folder }), saysWhy(/principals of its own.*--data/));

  const besideFolder = join(folder, 'beside');
  const { push, as } = await besideFixture(t, { data: besideFolder }, chef);
  await jobsFor(as('admin'));
  await push.stop();
  await assert.rejects(startReferenceServer({ data: besideFolder }), saysWhy(/asks a Chef server.*--data/));
});

test('an address or key of a Chef server that is none is told at the start', async () => {
  const key = FIRST_PAIR.privateKey;
  for (const [chefServer, words] of [
    [{ url: 'chef', key }, /chef of --chef-server is no URL/],
    [{ url: 'http://chef/organizations/dev', key }, /without an organisation/],
    [{ url: 'http://chef', principalsUrl: 'ftp://chef', key }, /--chef-server-principals is no URL/],
    [{ url: 'http://chef', key: 'none' }, /--chef-server-key is no private key/],
    [{ url: 'http://chef', key: FIRST_PAIR.publicKey }, /--chef-server-key is no private key/],
  ] as const) {
    await assert.rejects(
      startReferenceServer({ chefServer }),
      (error) => error instanceof StartError && words.test(error.message),
    );
  }
});

/** As the shipped server was recorded; its pages of HTML are JSON with us. Source: protocol §11 */
test('a Chef server that is down: 502 for a known organisation, 500 for one never met, and all is well when it is back', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
  t.after(() => rm(data, { recursive: true }));
  const chef = await chefFixture(t, { data });
  granted(await chef.access.organisations.create({ name: 'zebra', admin: 'admin' }));
  const { as, logged } = await besideFixture(t, { dialect: 'pushy-server' }, chef);
  const known = as('admin');
  assert.deepEqual(await jobsFor(known), [200, undefined]);
  await chef.stop();

  const down = await known.pushy('GET', 'jobs');
  assert.equal(down.status, 502);
  assert.equal(down.headers['content-type'], 'application/json');
  assert.deepEqual(down.json(), {
    error: ['Failed to connect to erchef to get key: {error,econnrefused}'],
  });
  assert.match(logged.join(''), /"question":"principal","reason":"econnrefused"/);
  const never = known.as({ org: 'zebra' });
  assert.deepEqual(await jobsFor(never), [
    500,
    'Failed to connect to erchef to get organization: {error,econnrefused}',
  ]);

  const ports = {
    httpPort: Number(new URL(chef.url).port),
    principalsPort: Number(new URL(chef.principalsUrl).port),
  };
  await chefFixture(t, { data, ...ports });
  assert.deepEqual(await jobsFor(known), [200, undefined]);
  assert.deepEqual(await jobsFor(never), [200, undefined]);
});
