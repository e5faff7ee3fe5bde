import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, Writable } from 'node:stream';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { Lingerers } from './lingerers.ts';

function stage() {
  const clock = new SimulatedClock();
  const lingerers = new Lingerers(clock);
  /** A client that has more to send than fits into what is kept of it. */
  const client = () => {
    const request = new PassThrough();
    const response = new Writable({ write: (_chunk, _encoding, done) => done() });
    lingerers.add(request as unknown as IncomingMessage, response as ServerResponse);
    return {
      request,
      isReadFrom: () => request.readableFlowing === true,
      hasEnded: () => response.writableEnded,
    };
  };
  return { clock, client };
}

test('eight are read from at once, and the next when one of them is through', async () => {
  const { client } = stage();
  const clients = Array.from({ length: 10 }, client);
  const readFrom = () => clients.filter(({ isReadFrom }) => isReadFrom()).length;
  assert.equal(readFrom(), 8);
  clients[0]?.request.end();
  while (clients[0]?.hasEnded() === false) await new Promise(setImmediate);
  assert.equal(clients[8]?.isReadFrom(), true);
  assert.equal(clients[9]?.isReadFrom(), false);
});

test('where many linger the first of them have lingered long enough', () => {
  const { client } = stage();
  const clients = Array.from({ length: 203 }, client);
  assert.deepEqual(
    clients.map(({ hasEnded }) => hasEnded()),
    clients.map((_, index) => index < 3),
  );
});

test('nobody lingers for more than a second, whether it was read from or not', () => {
  const { clock, client } = stage();
  const clients = Array.from({ length: 10 }, client);
  clock.advance(1_000);
  assert.ok(clients.every(({ hasEnded }) => hasEnded()));
  assert.equal(clock.pendingTimers, 0);
});
