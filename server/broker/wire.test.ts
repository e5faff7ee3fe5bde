import assert from 'node:assert/strict';
import test from 'node:test';
import { Subscriber } from 'zeromq';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage, signRsaMessage } from '../../protocol/wire/signature.ts';
import { startReferenceServer } from '../server.ts';
import { until, WireNode } from '../testing/wire-node.ts';
import type { ServerWatcher, WatchedExchange } from '../watcher.ts';

test('a watcher sees requests and messages both ways, and the wire says what the server would not', async (context) => {
  const exchanges: WatchedExchange[] = [];
  const received: string[] = [];
  const sent: string[] = [];
  const watcher: ServerWatcher = {
    received: (_frames, judged) => received.push(judged.ok ? judged.value.type : judged.reason),
    sent: (frames) => sent.push(/"type":"(\w+)"/.exec(String(frames[2]))?.[1] ?? ''),
    answered: (exchange) => exchanges.push(exchange),
  };
  const server = await startReferenceServer({ watcher });
  context.after(() => server.stop());
  const { publicKey, privateKey } = newKeyPair();
  await server.access.clients.create('dev', { name: 'web1', publicKey });
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'web1', privateKey });
  context.after(() => client.close());
  assert.equal(
    server.wire.send('dev', 'web1', () => []),
    false,
    'nobody is there yet',
  );

  const node = await WireNode.start({ client, privateKey, node: 'web1' });
  context.after(() => node.stop());
  await node.sayFrames(['no header', '{}']);
  await node.becomeAvailable();
  const signed = server.wire.send('dev', 'web1', ({ sessionKey, sequence }) => {
    assert.deepEqual(sessionKey, node.sessionKey);
    const envelope = { sequence, timestampMs: Date.now() };
    return signHmacMessage(formatServerMessage({ type: 'run', jobId: 'none' }, envelope), sessionKey);
  });
  assert.equal(signed, true);
  assert.equal((await node.hear('run')).jobId, 'none');
  server.wire.send('dev', 'web1', () => signHmacMessage('{}', Buffer.alloc(32)));
  await assert.rejects(node.hear('run'), /wrong signature/);

  const [request] = exchanges;
  assert.deepEqual(
    [request?.method, request?.status, request?.headers['x-ops-userid']],
    ['GET', 200, 'web1'],
  );
  assert.match(request?.url ?? '', /^\/organizations\/dev\/pushy\/config\/web1\?ccpk=/);
  assert.deepEqual(received.slice(0, 2), ['bad_header', 'heartbeat']);
  assert.deepEqual(sent, ['abort', 'run', '']);
});

test('the heartbeats can be paused, after one more, and go on', async (context) => {
  const clock = new SimulatedClock();
  // this clock runs faster than connections are made: none is given up in a few hundred of its intervals
  const timings = { heartbeatIntervalMs: 100, handshakeTimeoutMs: 3_600_000 };
  const server = await startReferenceServer({ clock, timings });
  context.after(() => server.stop());
  const subscriber = new Subscriber({ linger: 0, receiveTimeout: 5_000 });
  context.after(() => subscriber.close());
  subscriber.connect(server.heartbeatAddress);
  subscriber.subscribe();
  const seen: string[] = [];
  void (async () => {
    for await (const [, body] of subscriber) seen.push(JSON.parse(String(body)).type);
  })();
  const publish = (type: string): void =>
    server.wire.publish(({ privateKey }) => signRsaMessage(JSON.stringify({ type }), privateKey));
  const pass = (): void => clock.advance(timings.heartbeatIntervalMs);

  await until('the subscriber hears heartbeats', () => {
    pass();
    return seen.length > 0;
  });
  publish('first');
  server.wire.pauseHeartbeats();
  pass();
  publish('second');
  server.wire.resumeHeartbeats();
  pass();
  publish('third');
  await until('the last is heard', () => seen.includes('third'));
  const [first, second] = [seen.indexOf('first'), seen.indexOf('second')];
  assert.deepEqual(seen.slice(first, second + 1), ['first', 'heartbeat', 'second']);
  assert.equal(seen.at(-2), 'heartbeat');
});
