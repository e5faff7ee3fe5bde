import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { boxesReady } from '../curve/box.ts';
import { newBoxKeyPair } from '../curve/x25519.ts';
import { CurveClient } from '../testing/curve-client.ts';
import { accepted, refusalReason } from '../testing/messages.ts';
import { formatCommandBody } from './command.ts';
import { SEALED_OVERHEAD_BYTES } from './curve-channel.ts';
import { CurveServerHandshake, MAX_HANDSHAKE_BYTES } from './curve-server.ts';
import type { HandshakeStep } from './handshake.ts';

await boxesReady;

const SERVER = newBoxKeyPair();

/** The body of a frame. */
function bodyOf(frame: Buffer): Buffer {
  return frame.subarray((frame[0] ?? 0) & 2 ? 9 : 2);
}

/** A frame as it is read. */
const asRead = (body: Buffer) => ({ isCommand: false, hasMore: false, body });

function replyOf(step: HandshakeStep): Buffer {
  assert.equal(step.type, 'reply');
  return step.type === 'reply' ? bodyOf(step.frame) : Buffer.of();
}

function reasonOf(step: HandshakeStep): string {
  return step.type === 'refused' ? step.reason : step.type;
}

/** A handshake up to the INITIATE. */
function welcomed(client = new CurveClient(SERVER.publicKey)) {
  const server = new CurveServerHandshake(SERVER);
  return { client, server, welcome: replyOf(server.hear(bodyOf(client.hello()))) };
}

/** Both ends of an open connection. */
function opened() {
  const { client, server, welcome } = welcomed();
  assert.equal(server.hear(bodyOf(client.initiate(welcome))).type, 'asks');
  const { frame, channel } = server.accept({ 'Socket-Type': 'ROUTER' });
  return { ours: channel, theirs: client.open(bodyOf(frame)) };
}

test('a client proves whose key it has, and says what socket it is', () => {
  const { client, server, welcome } = welcomed();
  assert.equal(welcome.byteLength, 168);
  const initiate = client.initiate(welcome, { 'Socket-Type': 'DEALER', Identity: 'me' });
  const step = server.hear(bodyOf(initiate));
  assert.equal(step.type, 'asks');
  if (step.type !== 'asks') return;
  assert.deepEqual(Buffer.from(step.clientKey ?? []), Buffer.from(client.keys.publicKey));
  assert.equal(String(step.metadata.get('socket-type')), 'DEALER');
});

test('the longest INITIATE of a client that says as much of itself as libzmq lets it, fits', () => {
  const { client, welcome } = welcomed();
  const initiate = client.initiate(welcome, { 'Socket-Type': 'DEALER', Identity: 'x'.repeat(212) });
  assert.ok(bodyOf(initiate).byteLength <= MAX_HANDSHAKE_BYTES);
});

test('what one side seals, the other opens: frames of messages and commands, both ways', () => {
  const { ours, theirs } = opened();
  for (const [from, to] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    for (const body of [Buffer.alloc(0), Buffer.from('header'), Buffer.alloc(70_000, 5)]) {
      for (const hasMore of [true, false]) {
        for (const isCommand of [true, false]) {
          const frame = from.seal({ body, hasMore, isCommand });
          assert.equal(bodyOf(frame).byteLength, body.byteLength + SEALED_OVERHEAD_BYTES);
          assert.deepEqual(accepted(to.open(asRead(bodyOf(frame)))), { body, hasMore, isCommand });
        }
      }
    }
  }
});

test('a frame that was sent before, or is out of order, or changed, is refused', () => {
  const { ours, theirs } = opened();
  const [first, second, third] = ['a', 'b', 'c'].map((text) =>
    bodyOf(theirs.seal({ body: Buffer.from(text), hasMore: false, isCommand: false })),
  ) as [Buffer, Buffer, Buffer];
  accepted(ours.open(asRead(second)));
  assert.equal(refusalReason(ours.open(asRead(first))), 'bad_nonce');
  assert.equal(refusalReason(ours.open(asRead(second))), 'bad_nonce');
  const changed = Buffer.from(third);
  changed[20] = (changed[20] ?? 0) ^ 1;
  assert.equal(refusalReason(ours.open(asRead(changed))), 'bad_message');
  // a frame that was not sealed by the other side uses up no number
  accepted(ours.open(asRead(third)));
});

test('a frame of our own, sent back, is refused', () => {
  const { ours } = opened();
  const frame = ours.seal({ body: Buffer.from('a'), hasMore: false, isCommand: false });
  ours.seal({ body: Buffer.from('b'), hasMore: false, isCommand: false });
  assert.match(refusalReason(ours.open(asRead(bodyOf(frame)))), /bad_message|bad_nonce/);
});

test('a HELLO for another server is told apart from one that is malformed', () => {
  const hear = (body: Buffer) => reasonOf(new CurveServerHandshake(SERVER).hear(body));
  const other = new CurveClient(newBoxKeyPair().publicKey);
  assert.equal(hear(bodyOf(other.hello())), 'wrong_server_key');
  const good = bodyOf(new CurveClient(SERVER.publicKey).hello());
  assert.equal(hear(good.subarray(0, -1)), 'bad_hello');
  assert.equal(hear(Buffer.concat([good, Buffer.of(0)])), 'bad_hello');
  const later = Buffer.from(good);
  later[7] = 1;
  assert.equal(hear(later), 'bad_hello');
  const withoutKey = Buffer.from(good);
  withoutKey.fill(0, 80, 112);
  assert.equal(hear(withoutKey), 'bad_hello');
});

test('an INITIATE is refused where any byte of it is not as it was sealed', () => {
  const { client, server, welcome } = welcomed();
  const initiate = bodyOf(client.initiate(welcome));
  for (const at of [9, 104, 105, 112, 113, 200, initiate.byteLength - 1]) {
    const changed = Buffer.from(initiate);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(reasonOf(server.hear(changed)), 'bad_initiate', `byte ${at}`);
  }
  for (const length of [9, 105, 112, 113, 256, initiate.byteLength - 1]) {
    assert.equal(reasonOf(server.hear(initiate.subarray(0, length))), 'bad_initiate', `${length} bytes`);
  }
});

test('a client cannot vouch for a key that is not its own', () => {
  const { welcome, server, client } = welcomed();
  const victim = newBoxKeyPair();
  const thief = { ...client.keys, publicKey: victim.publicKey };
  Object.defineProperty(client, 'keys', { value: thief });
  assert.equal(reasonOf(server.hear(bodyOf(client.initiate(welcome)))), 'bad_initiate');
});

test('a vouch for another connection, or another server, is refused', () => {
  const one = welcomed();
  const other = welcomed();
  const initiate = bodyOf(one.client.initiate(one.welcome));
  assert.equal(reasonOf(other.server.hear(initiate)), 'bad_initiate');
});

test('commands in another order are refused: INITIATE first, HELLO twice, INITIATE twice, others', () => {
  const { client, server, welcome } = welcomed();
  const [hello, initiate] = [bodyOf(client.hello()), bodyOf(client.initiate(welcome))];
  assert.equal(reasonOf(new CurveServerHandshake(SERVER).hear(initiate)), 'unexpected_command');
  assert.equal(reasonOf(server.hear(hello)), 'unexpected_command');
  assert.equal(reasonOf(server.hear(formatCommandBody('READY', Buffer.of()))), 'unexpected_command');
  assert.equal(server.hear(initiate).type, 'asks');
  assert.equal(reasonOf(server.hear(initiate)), 'unexpected_command');
  assert.equal(reasonOf(server.hear(Buffer.alloc(0))), 'bad_command');
});

test('metadata that is none is refused', () => {
  const { client, server, welcome } = welcomed();
  const initiate = bodyOf(
    client.initiate(welcome, { ['x'.repeat(300)]: 'a name whose length takes more than a byte' }),
  );
  assert.equal(reasonOf(server.hear(initiate)), 'bad_metadata');
});

test('nobody is accepted who has not asked', () => {
  assert.throws(() => new CurveServerHandshake(SERVER).accept({}), /nobody has asked/);
});

test('no bytes make a handshake or a channel throw', () => {
  const { server } = welcomed();
  const { ours } = opened();
  fc.assert(
    fc.property(
      fc.constantFrom('HELLO', 'INITIATE', 'MESSAGE'),
      fc.uint8Array({ maxLength: 400 }),
      (name, data) => {
        const body = formatCommandBody(name, data);
        new CurveServerHandshake(SERVER).hear(body);
        server.hear(body);
        ours.open(asRead(body));
        ours.open(asRead(Buffer.from(data)));
      },
    ),
  );
});
