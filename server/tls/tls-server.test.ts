import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { job, startJob } from '../../protocol/client/api.ts';
import { readJobFeed } from '../../protocol/client/feed-reader.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { RunningServer } from '../running-server.ts';
import { serverFor } from '../testing/server-fixture.ts';

function clientOf(context: TestContext, server: RunningServer): RestClient {
  const { url: serverUrl, certificate: ca, org, bootstrapKeys } = server;
  const client = new RestClient({ serverUrl, ca, org, user: 'admin', privateKey: bootstrapKeys.admin });
  context.after(() => client.close());
  return client;
}

const portOf = ({ url }: RunningServer) => Number(new URL(url).port);

test('REST is over https, and so are the URIs in answers', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  assert.match(server.url, /^https:\/\/127\.0\.0\.1:\d+$/);
  const client = clientOf(context, server);
  const body = { command: 'true', nodes: ['ghost'] };
  const made = await client.pushy('POST', 'jobs', { body });
  assert.equal(made.status, 201);
  const { uri } = made.json() as { readonly uri: string };
  assert.ok(uri.startsWith(`${server.url}/organizations/dev/pushy/jobs/`), uri);
  assert.equal(made.headers.location, uri);
  // a proxy in front knows better
  const forwarded = await client.pushy('POST', 'jobs', { body, headers: { 'X-Forwarded-Proto': 'http' } });
  assert.match(String(forwarded.headers.location), /^http:/);
});

test('feeds and long bodies come whole', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  const client = clientOf(context, server);
  const command = 'x'.repeat(500_000);
  const id = await startJob(client, { command, nodes: ['ghost'] });
  assert.equal((await job(client, id))?.command, command);
  const events: string[] = [];
  for await (const { event } of readJobFeed(client, id)) events.push(event);
  assert.deepEqual([events[0], events.at(-1)], ['start', 'job_complete']);
});

test('requests that are sent ahead are answered in their order', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  const socket = connectTls({ host: '127.0.0.1', port: portOf(server), ca: server.certificate });
  context.after(() => socket.destroy());
  const asked = (path: string) => `GET ${path} HTTP/1.1\r\nHost: push\r\n\r\n`;
  socket.write(
    asked('/pushy/_status').repeat(20) +
      asked('/nowhere').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
  );
  let text = '';
  for await (const chunk of socket) text += chunk;
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
  assert.deepEqual(statuses, [...Array(20).fill('200'), '404']);
});

test('who never says what he speaks does not keep the server from stopping', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  const mute: Socket = connect(portOf(server), '127.0.0.1');
  context.after(() => mute.destroy());
  await once(mute, 'connect');
  const hungUp = once(mute, 'close');
  // so that the server has taken the connection before
  await clientOf(context, server).request('GET', '/pushy/_status');
  await Promise.all([server.stop(), hungUp]);
});

test('HTTP at a port of TLS is hung up, and does not hurt others', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  const plain = connect(portOf(server), '127.0.0.1');
  plain.on('error', () => undefined);
  plain.write('GET / HTTP/1.1\r\nHost: push\r\n\r\n');
  await once(plain, 'close');
  assert.equal((await clientOf(context, server).request('GET', '/pushy/_status')).status, 200);
});
