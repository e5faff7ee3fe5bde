import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../../protocol/signing/key-pair.ts';
import { granted } from '../../access/testing/access-fixture.ts';
import type { RunningServer } from '../../running-server.ts';
import { startReferenceServer } from '../../server.ts';
import type { ReferenceServerOptions } from '../../server-options.ts';
import { until, WireNode } from '../../testing/wire-node.ts';
import type { RunningChefServer } from '../start-chef-server.ts';
import { chefFixture } from './chef-fixture.ts';

/** The keys of users and clients that a test makes. */
export const FIRST_PAIR = newKeyPair();
/** Keys of a client beside them, or after a rotation. */
export const OTHER_PAIR = newKeyPair();

/** A push server and the Chef server that it asks. */
export interface Beside {
  readonly chef: RunningChefServer;
  readonly push: RunningServer;
  /** Requests to the push server, by the first key where no other is given. */
  as(user: string, privateKey?: string): RestClient;
  readonly logged: readonly string[];
}

/** A push server that asks this Chef server; stopped with the test. */
export async function pushServerBeside(
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

/** Starts both, or a push server for a Chef server that is given; stopped with the test. */
export async function besideFixture(
  t: TestContext,
  options: ReferenceServerOptions = {},
  given?: RunningChefServer,
): Promise<Beside> {
  const chef = given ?? (await chefFixture(t));
  const logged: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const push = await pushServerBeside(t, chef, { logger, ...options });
  const clients: RestClient[] = [];
  t.after(() => Promise.all(clients.map((client) => client.close())));
  return {
    chef,
    push,
    logged,
    as(user, privateKey = user === 'admin' ? chef.bootstrapKeys.admin : FIRST_PAIR.privateKey) {
      const client = new RestClient({ serverUrl: push.url, org: 'dev', user, privateKey });
      clients.push(client);
      return client;
    },
  };
}

/** The status of a GET of the jobs, with the sentence of a refusal. */
export async function jobsFor(client: RestClient): Promise<readonly [status: number, error: unknown]> {
  const reply = await client.pushy('GET', 'jobs');
  const body = reply.json() as { readonly error?: readonly unknown[] };
  return [reply.status, body.error?.[0]];
}

/** The status of the answer to a new job. */
export const startsJob = async (client: RestClient): Promise<number> =>
  (await client.pushy('POST', 'jobs', { body: { command: 'true', nodes: ['ghost'] } })).status;

/** The sentence of a refusal for want of a right. */
export const mayNot = (name: string) =>
  `User or client '${name}' does not have access to that action on this server.`;

/** Puts these in the place of a group's members, making it where it does not exist. */
export async function setGroup(
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

/** Makes a user with the first keys. */
export async function addUser(
  { access }: RunningChefServer,
  name: string,
  associated: boolean,
): Promise<void> {
  granted(await access.users.create({ name, publicKey: FIRST_PAIR.publicKey }));
  if (associated) granted(await access.users.associate('dev', name));
}

/** The node web1, available, with the first keys. */
export async function availableNode(t: TestContext, { chef, push, as }: Beside): Promise<WireNode> {
  granted(await chef.access.clients.create('dev', { name: 'web1', publicKey: FIRST_PAIR.publicKey }));
  const node = await WireNode.start({ client: as('web1'), privateKey: FIRST_PAIR.privateKey, node: 'web1' });
  t.after(() => node.stop());
  await node.becomeAvailable();
  await until('web1 is available', () => push.nodes.isAvailable('dev', 'web1'));
  return node;
}
