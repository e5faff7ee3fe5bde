import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { RunningServer } from '../running-server.ts';
import { startReferenceServer } from '../server.ts';
import { until, WireNode } from '../testing/wire-node.ts';

const PING: ServerMessage = { type: 'run', jobId: 'none' };

async function world(context: TestContext) {
  const server = await startReferenceServer();
  context.after(() => server.stop());
  const { publicKey, privateKey } = newKeyPair();
  await server.access.clients.create('dev', { name: 'web1', publicKey });
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'web1', privateKey });
  context.after(() => client.close());
  const start = async (): Promise<WireNode> => {
    const node = await WireNode.start({ client, privateKey, node: 'web1' });
    context.after(() => node.stop());
    return node;
  };
  return { server, start };
}

/** Tells the node something, again and again, until the server has found that a connection is gone. */
async function untilFound(server: RunningServer, isFound: () => boolean): Promise<void> {
  await until('the server has found that nobody is there', () => {
    server.nodes.send('dev', 'web1', PING);
    return isFound();
  });
}

test('a node that was taken to be at a connection which is gone gets the message where it is', async (context) => {
  const { server, start } = await world(context);
  const [present, old] = [await start(), await start()];
  await present.becomeAvailable();
  // as if this had been said before: the same incarnation, over another connection, which is gone then
  await old.heartbeat();
  await old.hear('ack');
  old.stop();
  let heard = 0;
  const hearing = present.hear('run').then(() => {
    heard += 1;
  });
  await untilFound(server, () => heard === 1);
  await hearing;
  assert.equal(server.counters()['undelivered.gone'] ?? 0, 0);
});

test('a message to a node that is nowhere is dropped, and counted', async (context) => {
  const { server, start } = await world(context);
  const node = await start();
  await node.becomeAvailable();
  node.stop();
  await untilFound(server, () => (server.counters()['undelivered.gone'] ?? 0) > 0);
});
