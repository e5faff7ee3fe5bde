import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { parseHeader } from '../../protocol/wire/header.ts';
import { verifyHmac } from '../../protocol/wire/signature.ts';
import { LabelCounter } from '../label-counter.ts';
import { Outbox } from './outbox.ts';
import { RoutedPeer } from './routed-peer.ts';
import { sessionOf } from './testing/session-fixture.ts';

function world() {
  const transmitted: (readonly [identity: Buffer, header: string, body: string])[] = [];
  const [sent, undelivered] = [new LabelCounter(), new LabelCounter()];
  const session = sessionOf();
  const outbox = new Outbox({
    clock: new SimulatedClock(),
    transmit: (frames) => transmitted.push(frames),
    sent,
    undelivered,
  });
  const peer = new RoutedPeer(Buffer.of(1), session, outbox);
  const sequences = () => transmitted.map(([, , body]) => JSON.parse(body).sequence);
  return { outbox, peer, session, transmitted, sent, undelivered, sequences };
}

test('messages leave in order, numbered from 1 for each node and signed with its key', async () => {
  const { outbox, peer, session, transmitted, sent, sequences } = world();
  const other = new RoutedPeer(Buffer.of(2), sessionOf('web2'), outbox);
  peer.send({ type: 'abort' });
  peer.send({ type: 'ack' });
  other.send({ type: 'abort' });
  await setImmediate();
  assert.deepEqual(sequences(), [1, 2, 1]);
  assert.deepEqual(
    transmitted.map(([identity]) => identity[0]),
    [1, 1, 2],
  );
  const [, header, body] = transmitted[0] ?? [];
  const head = parseHeader(Buffer.from(header ?? ''));
  assert.ok(head.ok && verifyHmac(body ?? '', session.key, head.value.signature));
  assert.equal(sent.get('abort'), 2);
});

test('a message goes to where its node is when it leaves', async () => {
  const { peer, transmitted } = world();
  peer.send({ type: 'abort' });
  assert.equal(peer.adopt(Buffer.of(1)), false);
  assert.equal(peer.adopt(Buffer.of(9)), true);
  await setImmediate();
  assert.equal(transmitted[0]?.[0][0], 9);
});

test('others get their turn while many messages leave', async () => {
  const { outbox, peer, sequences } = world();
  for (let message = 0; message < 450; message++) peer.send({ type: 'ack' });
  await setImmediate();
  assert.ok(sequences().length < 450);
  assert.equal(outbox.length, 450 - sequences().length);
  while (outbox.length > 0) await setImmediate();
  assert.deepEqual(
    sequences(),
    Array.from({ length: 450 }, (_, index) => index + 1),
  );
});

test('what has not left at a stop never does, nor what is posted later', async () => {
  const { outbox, peer, transmitted } = world();
  peer.send({ type: 'abort' });
  outbox.stop();
  peer.send({ type: 'abort' });
  await setImmediate();
  assert.equal(transmitted.length, 0);
  assert.equal(outbox.length, 0);
});

test('what has not left when a session ends never does, and is counted', async () => {
  const { peer, session, transmitted, sent, undelivered } = world();
  peer.send({ type: 'abort' });
  session.end();
  peer.send({ type: 'abort' });
  await setImmediate();
  assert.equal(transmitted.length, 0);
  assert.deepEqual([sent.get('abort'), undelivered.get('shut_out')], [0, 2]);
});
