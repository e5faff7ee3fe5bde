import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { pino } from 'pino';
import { startJob } from '../../protocol/client/api.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import type { ManagedAccess } from '../access/access.ts';
import { granted } from '../access/testing/access-fixture.ts';
import type { RunningServer } from '../running-server.ts';
import { startReferenceServer } from '../server.ts';
import type { ReferenceServerOptions } from '../server-options.ts';
import { StartError } from '../start-error.ts';
import { until, WireNode } from '../testing/wire-node.ts';
import type { RunningChefServer } from './start-chef-server.ts';
import { chefFixture } from './testing/chef-fixture.ts';

/** That of whoever a test makes. */
const PAIR = newKeyPair();
const OTHER = newKeyPair();

interface Beside {
  readonly chef: RunningChefServer;
  readonly push: RunningServer;
  /** Requests to the push server, by the first key where no other is given. */
  as(user: string, privateKey?: string): RestClient;
  readonly logged: readonly string[];
}

async function pushServer(
  t: TestContext,
  chef: Pick<RunningChefServer, 'url' | 'principalsUrl' | 'bootstrapKeys'>,
  options: ReferenceServerOptions = {},
): Promise<RunningServer> {
  const push = await startReferenceServer({
    timings: { heartbeatIntervalMs: 200 },
    chefServer: { url: chef.url, principalsUrl: chef.principalsUrl, key: chef.bootstrapKeys.pivotal },
    ...options,
  });
  t.after(() => push.stop());
  return push;
}

/** A push server, and the Chef server that it asks over HTTP. */
async function beside(
  t: TestContext,
  options: ReferenceServerOptions = {},
  given?: RunningChefServer,
): Promise<Beside> {
  const chef = given ?? (await chefFixture(t));
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const push = await pushServer(t, chef, { logger, ...options });
  const clients: RestClient[] = [];
  t.after(() => Promise.all(clients.map((client) => client.close())));
  return {
    chef,
    push,
    logged,
    as(user, privateKey = user === 'admin' ? chef.bootstrapKeys.admin : PAIR.privateKey) {
      const client = new RestClient({ serverUrl: push.url, org: 'dev', user, privateKey });
      clients.push(client);
      return client;
    },
  };
}

/** The status of a GET of the jobs, with the sentence of a refusal. */
async function jobsFor(client: RestClient): Promise<readonly [status: number, error: unknown]> {
  const reply = await client.pushy('GET', 'jobs');
  const body = reply.json() as { readonly error?: readonly unknown[] };
  return [reply.status, body.error?.[0]];
}

const startsJob = async (client: RestClient): Promise<number> =>
  (await client.pushy('POST', 'jobs', { body: { command: 'true', nodes: ['ghost'] } })).status;

const mayNot = (name: string) =>
  `User or client '${name}' does not have access to that action on this server.`;

/** Puts these in the place of a group's members, making it where it does not exist. */
async function setGroup(
  { access }: RunningChefServer,
  name: string,
  {
    users = [],
    clients = [],
    groups = [],
  }: Partial<Record<'users' | 'clients' | 'groups', readonly string[]>>,
): Promise<void> {
  await access.groups.create('dev', name);
  granted(await access.groups.put('dev', name, { users, clients, groups }));
}

async function addUser({ access }: RunningChefServer, name: string, associated: boolean): Promise<void> {
  granted(await access.users.create({ name, publicKey: PAIR.publicKey }));
  if (associated) granted(await access.users.associate('dev', name));
}

test('a client of the Chef server is a node of the push server, and runs a job', async (t) => {
  const all = await beside(t);
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

test('who is in which group decides, as it stands at the Chef server at that moment', async (t) => {
  const { chef, as } = await beside(t);
  await addUser(chef, 'rita', true);
  const [rita, admin] = [as('rita'), as('admin')];
  assert.deepEqual(await jobsFor(rita), [200, undefined]);
  assert.deepEqual([await startsJob(rita), await startsJob(admin)], [403, 201]);

  await setGroup(chef, 'pushy_job_readers', { users: ['admin'] });
  assert.deepEqual(await jobsFor(rita), [403, mayNot('rita')]);
  await setGroup(chef, 'pushy_job_readers', { users: ['admin', 'rita'] });
  assert.deepEqual(await jobsFor(rita), [200, undefined]);
  granted(await chef.access.users.dissociate('dev', 'rita'));
  assert.deepEqual(await jobsFor(rita), [403, "'rita' is not associated with organization 'dev'"]);

  await setGroup(chef, 'pushy_job_writers', {});
  assert.equal(await startsJob(admin), 403);
  await setGroup(chef, 'pushy_job_writers', { groups: ['admins'] });
  assert.equal(await startsJob(admin), 201);
});

test('groups in a circle come to an end, and hold whom any of them holds', async (t) => {
  const { chef, as } = await beside(t);
  await addUser(chef, 'rita', true);
  await setGroup(chef, 'inner', {});
  await setGroup(chef, 'outer', { groups: ['inner'] });
  await setGroup(chef, 'inner', { groups: ['outer', 'inner'] });
  await setGroup(chef, 'pushy_job_readers', { groups: ['outer'] });
  assert.deepEqual(await jobsFor(as('rita')), [403, mayNot('rita')]);
  await setGroup(chef, 'inner', { users: ['rita'], groups: ['outer'] });
  assert.deepEqual(await jobsFor(as('rita')), [200, undefined]);
});

test('a user in a group who does not belong to the organisation has no access', async (t) => {
  const { chef, as } = await beside(t);
  await addUser(chef, 'shrek', false);
  await setGroup(chef, 'pushy_job_readers', { users: ['shrek'] });
  assert.deepEqual(await jobsFor(as('shrek')), [403, "'shrek' is not associated with organization 'dev'"]);
  const pivotal = as('pivotal', chef.bootstrapKeys.pivotal);
  assert.deepEqual(await jobsFor(pivotal), [403, "'pivotal' is not associated with organization 'dev'"]);
});

test('a user and a client of one name are each known by their own key', async (t) => {
  const { chef, as } = await beside(t);
  await addUser(chef, 'both', false);
  granted(await chef.access.clients.create('dev', { name: 'both', publicKey: OTHER.publicKey }));
  const [asUser, asClient] = [as('both'), as('both', OTHER.privateKey)];
  assert.deepEqual(await jobsFor(asUser), [403, "'both' is not associated with organization 'dev'"]);
  assert.deepEqual(await jobsFor(asClient), [200, undefined]);
  granted(await chef.access.users.associate('dev', 'both'));
  await setGroup(chef, 'pushy_job_readers', { users: ['both'] });
  assert.deepEqual(await jobsFor(asUser), [200, undefined]);
  assert.deepEqual(await jobsFor(asClient), [403, mayNot('both')]);
});

test('whoever and whatever the Chef server does not know is refused as ever', async (t) => {
  const { as } = await beside(t);
  const unknown =
    "Failed to authenticate as 'nobody'. Ensure that your node_name and client key are correct.";
  assert.deepEqual(await jobsFor(as('nobody')), [401, unknown]);
  assert.deepEqual(await jobsFor(as('admin', PAIR.privateKey)), [
    401,
    "Invalid signature for user or client 'admin'",
  ]);
  const elsewhere = as('admin').as({ org: 'none' });
  assert.deepEqual(await jobsFor(elsewhere), [404, "organization 'none' does not exist."]);
});

test('principals are not managed at the push server', async (t) => {
  const { push, as } = await beside(t);
  const client = as('admin');
  for (const path of ['/organizations/dev', '/organizations/dev/clients', '/users']) {
    assert.equal((await client.request('GET', path)).status, 404, path);
  }
  assert.throws(() => push.access, /a Chef server keeps the principals/);
});

test('jobs outlive a restart, and not their organisation', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
  t.after(() => rm(data, { recursive: true }));
  const first = await beside(t, { data });
  const id = await startJob(first.as('admin'), { command: 'true', nodes: ['ghost'] });
  await first.push.stop();
  const { chef, as } = await beside(t, { data }, first.chef);
  assert.equal((await as('admin').pushy('GET', `jobs/${id}`)).status, 200);

  granted(await chef.access.organisations.delete('dev'));
  assert.deepEqual(await jobsFor(as('admin')), [404, "organization 'dev' does not exist."]);
  granted(await chef.access.organisations.create({ name: 'dev', admin: 'admin' }));
  const reply = await as('admin').pushy('GET', 'jobs');
  assert.deepEqual([reply.status, reply.json()], [200, []]);
});

/** Available, by the first key. */
async function availableNode(t: TestContext, { chef, push, as }: Beside): Promise<WireNode> {
  granted(await chef.access.clients.create('dev', { name: 'web1', publicKey: PAIR.publicKey }));
  const node = await WireNode.start({ client: as('web1'), privateKey: PAIR.privateKey, node: 'web1' });
  t.after(() => node.stop());
  await node.becomeAvailable();
  await until('web1 is available', () => push.nodes.isAvailable('dev', 'web1'));
  return node;
}

for (const { what, change, newKey } of [
  { what: 'is deleted', change: (access: ManagedAccess) => access.clients.delete('dev', 'web1') },
  {
    what: 'has another key',
    change: (access: ManagedAccess) => access.clients.rotateKey('dev', 'web1', OTHER.publicKey),
    newKey: OTHER.privateKey,
  },
]) {
  test(`the node of a client that ${what} at the Chef server is shut out with the next request in its name`, async (t) => {
    const all = await beside(t, { timings: { heartbeatIntervalMs: 60_000 } });
    const { chef, push, as } = all;
    await availableNode(t, all);
    granted<unknown>(await change(chef.access));
    assert.equal(push.nodes.count, 1);
    await jobsFor(as('web1', newKey));
    assert.equal(push.nodes.count, 0);
    assert.equal(push.counters()['connections_cut.shut_out'], 1);
    // libzmq connects again by itself
    await until('it is refused', () => push.counters()['zap.ended_key'] === 1);
  });
}

test('a node that does not ask for its configuration any more is asked about', async (t) => {
  const timings = { heartbeatIntervalMs: 60_000, configLifetimeSeconds: 1, rightsReviewMs: 10 };
  const all = await beside(t, { timings });
  await availableNode(t, all);
  granted(await all.chef.access.clients.delete('dev', 'web1'));
  await until('the node is shut out', () => all.push.nodes.count === 0);
  assert.equal(all.push.counters()['sessions_ended.client_deleted'], 1);
});

test('a feed ends soon after its reader is taken out at the Chef server', async (t) => {
  const { chef, push, as } = await beside(t, { timings: { rightsReviewMs: 10 } });
  await addUser(chef, 'rita', true);
  const headers = { Accept: 'text/event-stream' };
  const feed = as('rita').pushy('GET', 'job_status_feed', { headers });
  const readers = async () =>
    /^push_harness_feed_readers (\d+)$/m.exec(await (await fetch(`${push.url}/metrics`)).text())?.[1];
  while ((await readers()) !== '1') await new Promise(setImmediate);
  granted(await chef.access.users.dissociate('dev', 'rita'));
  assert.equal((await feed).status, 200);
  assert.equal(push.counters().feeds_ended, 1);
});

test('the data folder of a server that keeps its own principals is another', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-'));
  t.after(() => rm(folder, { recursive: true }));
  const chef = await chefFixture(t);
  const own = await startReferenceServer({ data: folder, drawKeyPair: async () => PAIR });
  await own.stop();
  const saysWhy = (words: RegExp) => (error: unknown) =>
    error instanceof StartError && words.test(error.message);
  await assert.rejects(pushServer(t, chef, { data: folder }), saysWhy(/principals of its own.*--data/));

  const besideFolder = join(folder, 'beside');
  const { push, as } = await beside(t, { data: besideFolder }, chef);
  await jobsFor(as('admin'));
  await push.stop();
  await assert.rejects(startReferenceServer({ data: besideFolder }), saysWhy(/asks a Chef server.*--data/));
});

test('an address or key of a Chef server that is none is told at the start', async () => {
  const key = PAIR.privateKey;
  for (const [chefServer, words] of [
    [{ url: 'chef', key }, /chef of --chef-server is no URL/],
    [{ url: 'http://chef/organizations/dev', key }, /without an organisation/],
    [{ url: 'http://chef', principalsUrl: 'ftp://chef', key }, /--chef-server-principals is no URL/],
    [{ url: 'http://chef', key: 'none' }, /--chef-server-key is no private key/],
    [{ url: 'http://chef', key: PAIR.publicKey }, /--chef-server-key is no private key/],
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
  const { as, logged } = await beside(t, { dialect: 'pushy-server' }, chef);
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
