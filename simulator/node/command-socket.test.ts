import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Context, Router } from 'zeromq';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { CommandSocket } from './command-socket.ts';

test('what a node said just before its process ended arrives, however much it said at once', async (t) => {
  const context = new Context();
  const server = new Router({ context, linger: 0 });
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

  const words = ['second', 'third', 'fourth'];
  for (const word of words) socket.send([Buffer.from(word), Buffer.of()]);
  socket.close(true);

  const heard = [];
  while (heard.length < words.length) heard.push(String((await server.receive())[1]));
  assert.deepEqual(heard, words);
});
