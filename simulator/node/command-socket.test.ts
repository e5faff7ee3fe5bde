import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { Context, Router } from 'zeromq';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { CommandSocket } from './command-socket.ts';

/** A test that waits for what never comes fails then. */
const GIVE_UP_MS = 20_000;

test('what a node said just before its process ended arrives, however much it said at once', async (t) => {
  const context = new Context();
  const server = new Router({ context, linger: 0, receiveTimeout: GIVE_UP_MS });
  t.after(() => server.close());
  await server.bind('tcp://127.0.0.1:0');
  const socket = new CommandSocket(context, {
    address: server.lastEndpoint ?? '',
    keys: newCurveKeyPair(),
    serverKey: undefined,
    listener: { message: () => {} },
  });
  socket.send([Buffer.from('first'), Buffer.of()]);
  // the server is there: what comes has a place to go
  await server.receive();

  // more than the socket keeps unsent
  const words = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
  for (const word of words) socket.send([Buffer.from(word), Buffer.of()]);
  socket.close(true);

  const heard = [];
  while (heard.length < words.length) heard.push(String((await server.receive())[1]));
  assert.deepEqual(heard, words);
});

test('the last words of a node that nobody hears are given up', async (t) => {
  const context = new Context();
  // takes connections and never greets: nothing leaves the socket, which soon has no place
  const deaf = createServer();
  const connected = once(deaf, 'connection');
  deaf.listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  t.after(() => deaf.close());
  const socket = new CommandSocket(context, {
    address: `tcp://127.0.0.1:${(deaf.address() as AddressInfo).port}`,
    keys: newCurveKeyPair(),
    serverKey: undefined,
    listener: { message: () => {} },
  });
  const [connection] = (await connected) as [Socket];
  const gone = once(connection.resume(), 'close', { signal: AbortSignal.timeout(GIVE_UP_MS) });
  for (let word = 0; word < 10; word++) socket.send([Buffer.of(word), Buffer.of()]);
  socket.close(true);
  await gone;
});
