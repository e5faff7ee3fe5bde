import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { Reply } from '../../protocol/client/reply.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { encryptSessionKey, newSessionKey } from '../../protocol/curve/session-key.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { formatConfig, type NodeConfig } from '../../protocol/wire/config.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { configFetcher } from './fetch-config.ts';

const KEY = throwAwayKey();
const SESSION_KEY = newSessionKey();
const ASKER = { node: 'web1', privateKey: KEY.privateKey, curvePublicKey: 'x'.repeat(40), clockOffsetMs: 0 };
const CONFIG: NodeConfig = {
  host: 'h',
  node: 'web1',
  org: 'dev',
  heartbeatAddress: 'tcp://127.0.0.1:10000',
  commandAddress: 'tcp://[::1]:10002',
  intervalSeconds: 0.1,
  offlineThreshold: 3,
  onlineThreshold: 2,
  publicKey: KEY.publicKey,
  curvePublicKey: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7',
  encodedSessionKey: {
    method: 'hmac_sha256',
    key: encryptSessionKey(SESSION_KEY, createPublicKey(KEY.publicKey)),
  },
  lifetimeSeconds: 3600,
  maxMessageSkewSeconds: 300,
  maxBodyBytes: 65_536,
  incarnationId: 'server-1',
};

/** A client whose every answer is this config. */
class CannedClient extends RestClient {
  readonly asked: string[] = [];
  readonly #config: NodeConfig;

  constructor(config: NodeConfig) {
    const clock = new SimulatedClock(0);
    super({ serverUrl: 'http://127.0.0.1:9', org: 'dev', user: 'admin', privateKey: KEY.privateKey, clock });
    this.#config = config;
  }

  override as(other: Parameters<RestClient['as']>[0]): RestClient {
    this.asked.push(`${other.user} at ${other.clock?.now()}`);
    return this;
  }

  override request(...[method, path]: Parameters<RestClient['request']>): Promise<Reply> {
    const bytes = Buffer.from(JSON.stringify(formatConfig(this.#config)));
    return Promise.resolve(new Reply(`${method} ${path}`, 200, {}, bytes));
  }
}

function fetched(changes: Partial<NodeConfig> = {}) {
  return configFetcher(new CannedClient({ ...CONFIG, ...changes }))(ASKER);
}

test('a config comes with its keys ready for use', async () => {
  const config = await fetched();
  assert.deepEqual(config.sessionKey, SESSION_KEY);
  assert.deepEqual(config.rules, {
    intervalMs: 100,
    offlineThreshold: 3,
    onlineThreshold: 2,
    lifetimeMs: 3_600_000,
    serverIncarnation: 'server-1',
  });
  assert.deepEqual([config.maxSkewMs, config.maxBodyBytes], [300_000, 65_536]);
});

test('nodes that were given the same key of the server share it', async () => {
  const fetch = configFetcher(new CannedClient(CONFIG));
  assert.equal((await fetch(ASKER)).serverKey, (await fetch({ ...ASKER, node: 'web2' })).serverKey);
});

test('it is signed as the node, by the node’s own clock', async () => {
  const client = new CannedClient(CONFIG);
  await configFetcher(client)({ ...ASKER, clockOffsetMs: 60_000 });
  assert.deepEqual(client.asked, ['web1 at 60000']);
});

test('a config that cannot be used is refused with its reason', async () => {
  const cases: readonly (readonly [Partial<NodeConfig>, RegExp])[] = [
    [{ encodedSessionKey: { method: 'hmac_sha256', key: 'AAAA' } }, /session key of web1/],
    [{ commandAddress: '127.0.0.1:10002' }, /address '127.0.0.1:10002'/],
    [{ heartbeatAddress: 'tcp://host:' }, /address 'tcp:\/\/host:'/],
    [{ curvePublicKey: 'short' }, /CURVE key/],
    [{ publicKey: 'no PEM' }, /public key of the server/],
  ];
  for (const [changes, text] of cases) {
    await assert.rejects(fetched(changes), { name: 'UnusableConfig', message: text });
  }
});
