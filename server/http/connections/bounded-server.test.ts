import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { startReferenceServer } from '../../server.ts';
import { PLAIN_BYTES, TLS_BYTES } from './idle-connections.ts';

/** A server with room for so many idle connections. */
async function serverFor(t: TestContext, most: number, tls = false) {
  const server = await startReferenceServer({
    timings: { maxIdleBytes: (tls ? TLS_BYTES : PLAIN_BYTES) * most + 1, handshakeTimeoutMs: 500 },
    ...(tls && { tls: 'self' as const }),
  });
  t.after(() => server.stop());
  const { hostname, port } = new URL(server.url);
  const open = async (said: string): Promise<Socket> => {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    socket.write(said);
    return socket.resume();
  };
  return { server, open, hostname, port: Number(port) };
}

const HALF = 'GET /metrics HTTP/1.1\r\nHost: x\r\nX-Half: ';
const WHOLE = 'GET /pushy/_status HTTP/1.1\r\nHost: x\r\n\r\n';

test('of more connections than there is room for those are cut off that ask nothing, and requests are answered', async (t) => {
  const { server, open } = await serverFor(t, 20);
  const first = await open(HALF);
  const cut = once(first, 'close');
  for (let count = 0; count < 20; count++) await open(HALF);
  await cut;
  const response = await fetch(`${server.url}/pushy/_status`);
  assert.equal(response.status, 200);
  assert.ok((server.counters()['bounds_met.idle'] ?? 0) > 0);
});

test('headers without an end are cut off although their connections are few', async (t) => {
  const { open } = await serverFor(t, 13);
  const first = await open(`${HALF}${'x'.repeat(14_000)}`);
  const cut = once(first, 'close');
  const others: Socket[] = [];
  for (let count = 0; count < 5; count++) others.push(await open(`${HALF}${'x'.repeat(14_000)}`));
  await cut;
  assert.equal(others.at(-1)?.destroyed, false);
});

test('a connection that asks one thing after the other rests in between and is kept', async (t) => {
  const { server, open } = await serverFor(t, 20);
  const socket = await open('');
  for (let count = 0; count < 50; count++) {
    const answered = once(socket, 'data');
    socket.write(WHOLE);
    assert.match(String((await answered)[0]), /^HTTP\/1.1 200 /);
  }
  assert.equal(server.counters()['bounds_met.idle'] ?? 0, 0);
});

test('a connection that never agrees on keys is ended when the time for handshakes is over', async (t) => {
  const { open, hostname, port, server } = await serverFor(t, 20, true);
  const silent = await open('');
  const half = await open('\x16\x03\x01\x02\x00\x01');
  await Promise.all([once(silent, 'close'), once(half, 'close')]);
  const socket = connectTls({
    host: hostname,
    port,
    ca: server.certificate,
    servername: 'localhost',
    checkServerIdentity: () => undefined,
  });
  t.after(() => socket.destroy());
  const answered = once(socket, 'data');
  socket.write(WHOLE);
  assert.match(String((await answered)[0]), /^HTTP\/1.1 200 /);
});

test('of connections that do not end their handshake the oldest are cut off where there are too many', async (t) => {
  const { open, server } = await serverFor(t, 5, true);
  const first = await open('\x16\x03\x01\x02\x00\x01');
  const cut = once(first, 'close');
  for (let count = 0; count < 5; count++) await open('\x16\x03\x01\x02\x00\x01');
  await cut;
  assert.ok((server.counters()['bounds_met.idle'] ?? 0) > 0);
});
