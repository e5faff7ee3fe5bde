import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before, type TestContext } from 'node:test';
import { checkTarget } from '../../conformance/target-file/check-target.ts';
import { openTarget } from '../../conformance/target-file/open-target.ts';
import type { ResolvedTarget } from '../../conformance/target-file/resolved-target.ts';
import type { Role, RoleName, TargetFile } from '../../conformance/target-file/target-file.ts';
import {
  associateUser,
  createClient,
  createGroup,
  createUser,
  saveGroup,
} from '../../protocol/client/api.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import { serverState } from '../testing/server-state.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startTestProxy, type TestProxyOptions } from '../testing/test-proxy.ts';

const KEY = newKeyPair();
const NONE = { users: [], clients: [], groups: [] };
const PAGE = { status: 404, type: 'text/html', text: '<html>\n<h1>Not Found</h1>\n</html>' };

let server: RunningServer;
let superuser: RestClient;

// rebecca reads, fiona starts jobs as well, shrek is in no organisation; web1 is a node
before(async () => {
  server = await startReferenceServer({ host: '127.0.0.1', org: 'dev' });
  const { pivotal } = server.bootstrapKeys;
  superuser = new RestClient({ serverUrl: server.url, org: 'dev', user: 'pivotal', privateKey: pivotal });
  for (const name of ['rebecca', 'fiona', 'shrek'])
    await createUser(superuser, { name, publicKey: KEY.publicKey });
  for (const name of ['rebecca', 'fiona']) await associateUser(superuser, name);
  await createGroup(superuser, 'pushy_job_writers');
  await saveGroup(superuser, 'pushy_job_writers', { ...NONE, users: ['admin', 'fiona'] });
  await createClient(superuser, { name: 'web1', publicKey: KEY.publicKey });
});
after(async () => {
  await superuser.close();
  await server.stop();
});

interface Given {
  readonly roles?: Partial<Record<RoleName, string>>;
  readonly proxy?: TestProxyOptions;
  readonly needs?: readonly string[];
  /** Keys by node. */
  readonly nodes?: Readonly<Record<string, string>>;
}

/** Opens and checks a target with these users in these roles, through a proxy. */
async function checked(context: TestContext, given: Given): Promise<ResolvedTarget> {
  const folder = temporaryFolder(context);
  const { admin, pivotal } = server.bootstrapKeys;
  const keys: Readonly<Record<string, string>> = { admin, pivotal };
  const roles = Object.entries({ admin: 'admin', ...given.roles }).map(([role, user]): [string, Role] => {
    const keyFile = join(folder, `${role}.pem`);
    writeFileSync(keyFile, keys[user] ?? (user === 'nobody' ? newKeyPair().privateKey : KEY.privateKey));
    return [role, { user, key: keyFile }];
  });
  const nodeKeys = join(folder, 'nodes');
  if (given.nodes !== undefined) mkdirSync(nodeKeys);
  for (const [node, key] of Object.entries(given.nodes ?? {}))
    writeFileSync(join(nodeKeys, `${node}.pem`), key);
  await using proxy = await startTestProxy(server.url, given.proxy ?? {});
  const file: TargetFile = {
    name: 'ours',
    dialect: 'auto',
    server: { kind: 'external', url: proxy.url },
    organisation: 'dev',
    roles: Object.fromEntries(roles),
    ...(given.nodes !== undefined && { nodeKeys }),
    timings: {},
    hooks: {},
    knownFailures: [],
  };
  const opened = await openTarget(file);
  try {
    return await checkTarget(opened, { key: KEY, needs: given.needs ?? [] });
  } finally {
    await opened.close();
  }
}

const isConfig = ({ url = '' }: { readonly url?: string | undefined }): boolean =>
  url.includes('/pushy/config/');

/** Answers everything that is not the push server's own as a web server does that knows nothing of it. */
const NO_CHEF: TestProxyOptions = {
  answer: ({ url = '' }) => (url.includes('/pushy/') ? undefined : PAGE),
};

const REFUSED: readonly (readonly [what: string, given: Given, error: string, message: RegExp])[] = [
  [
    'a web server that is no push server',
    { proxy: { answer: () => ({ ...PAGE, status: 200 }) } },
    'ConformUsageError',
    /^there is no Push Jobs server at http:.* \(GET .*\/jobs was answered with 200: an HTML page, "Not Found"\)/,
  ],
  [
    'a proxy whose server is down',
    { proxy: { answer: () => ({ ...PAGE, status: 502 }) } },
    'TargetUnreachable',
    /^the target failed to answer GET .*\/jobs \(502: an HTML page, "Not Found"\)/,
  ],
  [
    'an admin whom the target does not know',
    { roles: { admin: 'nobody' } },
    'ConformUsageError',
    /^the target refuses its admin nobody \(401: .*\); check user, key and organisation$/,
  ],
  [
    'an admin who may not start jobs',
    { roles: { admin: 'rebecca' } },
    'ConformUsageError',
    /^the admin rebecca may not start jobs in dev \(403: .*\); put the user into pushy_job_writers/,
  ],
  [
    'an admin who may not make clients',
    { roles: { admin: 'fiona' } },
    'ConformUsageError',
    /^the admin fiona may not make clients in dev \(403: .*\); give an admin who may, or nodes: \{ keys: FOLDER \}/,
  ],
  [
    'a push server without a Chef server beside it',
    { proxy: NO_CHEF },
    'ConformUsageError',
    /^the push server at http:.* makes no clients, since no Chef server is beside it; give an address that has both/,
  ],
  [
    'a superuser who is none',
    { roles: { superuser: 'rebecca' } },
    'ConformUsageError',
    /^the target refuses its superuser rebecca \(403: .*\); check user and key, or leave the superuser out$/,
  ],
  [
    'a superuser who may not make organisations',
    {
      roles: { superuser: 'pivotal' },
      needs: ['organisations'],
      proxy: {
        answer: ({ method, url }) =>
          method === 'POST' && url === '/organizations'
            ? { status: 403, type: 'application/json', text: '{"error":["missing create permission"]}' }
            : undefined,
      },
    },
    'ConformUsageError',
    /^the superuser pivotal may not make and remove organisations \(403: missing create permission\)/,
  ],
  [
    'a reader who may not read',
    { roles: { reader: 'shrek' } },
    'ConformUsageError',
    /^the reader shrek may not read the jobs of dev \(403: .*\); give a user who may$/,
  ],
  [
    'a reader who may start jobs',
    { roles: { reader: 'fiona' } },
    'ConformUsageError',
    /^the reader fiona may start jobs in dev \(201\); give a user who may not/,
  ],
  [
    'an outsider who is none',
    { roles: { outsider: 'rebecca' } },
    'ConformUsageError',
    /^the outsider rebecca may read the jobs of dev; give a user who is not in it/,
  ],
  [
    'an outsider whom the target does not know',
    { roles: { outsider: 'nobody' } },
    'ConformUsageError',
    /^the target does not know the outsider nobody \(401: .*\); check user and key$/,
  ],
  [
    'a folder of node keys with nothing in it',
    { nodes: {} },
    'ConformUsageError',
    /nodes has no NAME\.pem; nodes\.keys needs a private key of each node$/,
  ],
  [
    'a node that the target does not know',
    { nodes: { web9: KEY.privateKey } },
    'ConformUsageError',
    /^the target does not take the node web9 by its key in .*nodes \(401: .*\); give keys of nodes that it knows$/,
  ],
  [
    'a node key that is none',
    { nodes: { web1: 'no key' } },
    'ConformUsageError',
    /web1\.pem is not a private key; give RSA in PEM$/,
  ],
];

for (const [what, given, name, message] of REFUSED) {
  test(`before a run: ${what}`, async (context) => {
    await assert.rejects(checked(context, given), { name, message });
  });
}

test('a target with all that it needs is as it was afterwards', async (context) => {
  const before = await serverState(superuser);
  const lent = await checked(context, { roles: { reader: 'rebecca', outsider: 'shrek' } });
  assert.equal(lent.nodesFault, undefined);
  const all = await checked(context, { roles: { superuser: 'pivotal' }, needs: ['organisations'] });
  assert.equal(all.nodesFault, undefined);
  assert.ok(all.capabilities.includes('organisations'));
  assert.deepEqual(await serverState(superuser), before);
});

test('a push server alone is judged with nodes that it knows', async (context) => {
  const { nodesFault } = await checked(context, { proxy: NO_CHEF, nodes: { web1: KEY.privateKey } });
  assert.equal(nodesFault, undefined);
});

test('a proxy that passes the status to nobody keeps scenarios with nodes from being judged', async (context) => {
  const { nodesFault } = await checked(context, {
    proxy: { answer: ({ url }) => (url === '/pushy/_status' ? PAGE : undefined) },
  });
  assert.equal(
    nodesFault,
    'GET /pushy/_status of the target, which scenarios with nodes need, is answered with 404',
  );
});

const BROKEN: readonly (readonly [proxy: TestProxyOptions, fault: RegExp])[] = [
  [
    {
      reshape: (request) =>
        isConfig(request) ? (body) => ({ ...Object(body), public_key: undefined }) : undefined,
    },
    /^the configuration that the target gives a node has no valid public_key$/,
  ],
  [
    {
      reshape: (request) =>
        isConfig(request) ? (body) => ({ ...Object(body), public_key: 'a key' }) : undefined,
    },
    /^no node can use the configuration that the target gives it, since the public key of the server cannot be read$/,
  ],
  [
    { answer: (request) => (isConfig(request) ? { ...PAGE, status: 500 } : undefined) },
    /^the target refuses a node its configuration \(500: an HTML page, "Not Found"\)$/,
  ],
];

test('a configuration that nodes cannot use is told by what is wrong with it, and the times in it count', async (context) => {
  for (const [proxy, fault] of BROKEN) {
    const { nodesFault, timings } = await checked(context, { proxy });
    assert.match(nodesFault ?? '', fault);
    assert.equal(timings.heartbeatIntervalMs, 10_000);
  }
});
