import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test, { type TestContext } from 'node:test';
import { createFeedParser } from '../../protocol/client/feed-event.ts';
import { type FeedOptions, readTrace } from '../../protocol/client/feed-reader.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { EventLog } from '../../protocol/time/event-log.ts';
import { clientFor, nodeFor, serverFor } from '../testing/server-fixture.ts';
import { httpFixture, PUSHY } from './testing/http-fixture.ts';

const PATIENCE_MS = 20_000;
const SLOW_BEATS = { timings: { heartbeatIntervalMs: 3_600_000 } };

interface Told {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Follows a trace, and gives what it is told when it follows. */
async function follow(
  context: TestContext,
  client: RestClient,
  nodes: readonly string[] = [],
  options: Partial<FeedOptions> = {},
) {
  const log = new EventLog<Told>('the trace', (told) => JSON.stringify(told));
  const controller = new AbortController();
  context.after(() => controller.abort());
  const ended = (async () => {
    for await (const told of readTrace(client, nodes, { ...options, signal: controller.signal }))
      log.add(told);
  })().finally(() => log.end());
  ended.catch(() => undefined);
  const until = (what: string, isSo: (told: Told) => boolean) => log.until(what, isSo, PATIENCE_MS);
  await until('it follows', ({ event }) => event === 'following');
  return { until, told: log.entries, stop: () => controller.abort(), ended };
}

test('an administrator follows what is of his organisation, of some nodes if he likes', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const all = await follow(context, admin);
  const some = await follow(context, admin, ['web2', 'web3']);
  const [web1, web2] = [
    await nodeFor(context, server, admin),
    await nodeFor(context, server, admin, { node: 'web2' }),
  ];
  await web1.becomeAvailable();
  await web2.becomeAvailable();
  const isAnswer = ({ data }: Told) => data.type === 'aborted' && data.node === 'web2';
  await all.until('web2 answers', isAnswer);
  await some.until('web2 answers', isAnswer);
  const nodesOf = (told: readonly Told[]) => {
    const own = told.filter(({ event, data }) => event === 'entry' && data.channel !== 'heartbeats');
    return [...new Set(own.map(({ data }) => String(data.node)))].sort();
  };
  assert.deepEqual(nodesOf(all.told), ['null', 'web1', 'web2']);
  assert.deepEqual(nodesOf(some.told), ['web2']);
  assert.deepEqual(some.told[0], { ...some.told[0], data: { org: 'dev', nodes: ['web2', 'web3'] } });
});

test('the superuser is told also what is of no organisation, an administrator what is of his alone', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const pivotal = admin.as({ user: 'pivotal', privateKey: server.bootstrapKeys.pivotal });
  await pivotal.request('POST', '/organizations', { body: { name: 'ops', full_name: 'Operations' } });
  const [his, all] = [await follow(context, admin), await follow(context, pivotal)];
  await pivotal.request('GET', '/organizations/ops/clients');
  await pivotal.request('GET', '/nowhere');
  await pivotal.request('GET', '/organizations/dev/clients');
  const isLast = ({ data }: Told) => data.type === 'answer' && data.url === '/organizations/dev/clients';
  await his.until('the last', isLast);
  await all.until('the last', isLast);
  const paths = (told: readonly Told[]) =>
    told.filter(({ data }) => data.type === 'request').map(({ data }) => data.url);
  const [own, others] = ['/organizations/dev/clients', ['/organizations/ops/clients', '/nowhere']];
  assert.deepEqual(paths(his.told).slice(-1), [own]);
  assert.ok(!paths(his.told).some((path) => others.includes(String(path))));
  assert.deepEqual(paths(all.told).slice(-3), [...others, own]);
});

test('whoever does not administer the organisation may not follow, nor anybody by way of a proxy', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const publicKey = createPublicKey(server.bootstrapKeys.admin)
    .export({ type: 'spki', format: 'pem' })
    .toString();
  await server.access.clients.create('dev', { name: 'web1', publicKey });
  await server.access.users.create({ name: 'reader', publicKey });
  await admin.request('POST', '/organizations/dev/users', { body: { username: 'reader' } });
  const statusOf = async (client: RestClient, headers: Record<string, string> = {}) =>
    (await client.pushy('GET', 'trace', { headers: { Accept: 'text/event-stream', ...headers } })).status;
  assert.equal(await statusOf(admin.as({ user: 'web1' })), 403);
  assert.equal(await statusOf(admin.as({ user: 'reader' })), 403);
  assert.equal(await statusOf(admin.as({ user: 'nobody' })), 401);
  assert.equal(await statusOf(admin.as({ org: 'ops' })), 404);
  for (const name of ['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded']) {
    assert.equal(await statusOf(admin, { [name]: 'x' }), 403, name);
  }
  assert.equal((await admin.pushy('GET', 'trace', { signed: false })).status, 400);
});

test('a follower who loses the right is told nothing more', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const publicKey = createPublicKey(server.bootstrapKeys.admin)
    .export({ type: 'spki', format: 'pem' })
    .toString();
  await server.access.users.create({ name: 'second', publicKey });
  await admin.request('POST', '/organizations/dev/users', { body: { username: 'second' } });
  const group = (users: readonly string[]) =>
    admin.request('PUT', '/organizations/dev/groups/admins', { body: { actors: { users } } });
  await group(['admin', 'second']);
  const second = await follow(context, admin.as({ user: 'second' }));
  await group(['admin']);
  // it asks again when its feed has ended, and is refused
  await assert.rejects(second.ended, /second/);
});

test('so many follow at once, and whoever comes is told to come later', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const followers = [];
  for (let count = 0; count < 16; count += 1) followers.push(await follow(context, admin, ['none']));
  const reply = await admin.pushy('GET', 'trace', { headers: { Accept: 'text/event-stream' } });
  assert.deepEqual([reply.status, reply.headers['retry-after']], [503, '1']);
  followers[0]?.stop();
  await followers[0]?.ended;
  // the server may not have heard yet that there is room
  await follow(context, admin, ['none'], { mayFailAtFirst: true });
});

test('a follower who does not read misses entries, and is told how many', async (context) => {
  const server = await serverFor(context, SLOW_BEATS);
  const admin = clientFor(context, server);
  const path = admin.pushyPath('trace');
  const { body } = await admin.stream(path, {
    headers: { Accept: 'text/event-stream' },
    silenceTimeoutMs: 0,
  });
  const published = new EventLog<string>('the publisher', (type) => type);
  context.after(server.tracing.follow({ onEntry: ({ type }) => published.add(type) }));
  const count = 2_500;
  const filler = Array.from({ length: 8 }, () => 'x'.repeat(500));
  for (let number = 0; number < count; number += 1) {
    const type = number === count - 1 ? 'last' : 'filler';
    server.wire.publish(() => ['header', JSON.stringify({ type, filler })]);
  }
  await published.until('the last', (type) => type === 'last', PATIENCE_MS);
  let [given, dropped] = [0, 0];
  const parser = createFeedParser({
    onEvent: ({ event, data }) => {
      if (event === 'dropped') dropped += Number(data.count);
      else if (event === 'entry' && (data.type === 'filler' || data.type === 'last')) given += 1;
    },
    onRetry: () => undefined,
    onMalformed: (text) => assert.fail(text),
    onTooLong: () => assert.fail('an event without an end'),
  });
  for await (const chunk of body) {
    parser.feed(chunk);
    if (given + dropped >= count) break;
  }
  assert.ok(dropped > 0 && given > 0, `${given} given, ${dropped} dropped`);
  assert.equal(given + dropped, count);
});

test('of many who want to follow at the same moment sixteen do', {
  timeout: PATIENCE_MS,
}, async (context) => {
  const { ask, untilReaders } = await httpFixture(context);
  let refused = 0;
  const others = new Promise<void>((resolve) => {
    for (let count = 0; count < 60; count += 1)
      void ask('GET', `${PUSHY}/trace`, { headers: { accept: 'text/event-stream' } }).then(
        ({ statusCode }) => {
          if (statusCode === 503) refused += 1;
          if (refused === 44) resolve();
        },
      );
  });
  await untilReaders(16);
  await others;
  assert.equal(refused, 44);
});
