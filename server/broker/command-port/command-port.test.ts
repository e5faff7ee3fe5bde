import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { Dealer } from 'zeromq';
import { boxesReady } from '../../../protocol/curve/box.ts';
import { newCurveKeyPair } from '../../../protocol/curve/key-pair.ts';
import { newBoxKeyPair } from '../../../protocol/curve/x25519.ts';
import { encodeZ85 } from '../../../protocol/curve/z85.ts';
import { CurveClient } from '../../../protocol/testing/curve-client.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { NOT_ADMITTED } from '../../../protocol/zmtp/curve-server.ts';
import { formatMessage, MORE } from '../../../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import type { Channel } from '../../../protocol/zmtp/handshake.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { Descriptors } from '../../descriptors.ts';
import { RawPeer } from '../../testing/raw-peer.ts';
import { until } from '../../testing/wire-node.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import type { Session } from '../session.ts';
import { sessionOf } from '../testing/session-fixture.ts';
import type { Routed } from '../wire.ts';
import { type CommandBounds, CommandPort } from './command-port.ts';

await boxesReady;

const HOST = '127.0.0.1';
const PLACE = { host: HOST, port: 0, what: 'commands', option: '--command-port' };
const BOUNDS: CommandBounds = {
  maxBodyBytes: 65_536,
  maxNodeConnections: 1_000,
  handshakeTimeoutMs: 10_000,
  maxNodeUnsentBytes: 1_048_576,
  sendTimeoutMs: 10_000,
};
const SERVER = newBoxKeyPair();
const CLEAR_HANDSHAKE = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'DEALER' })),
]);
const ENCRYPTED_GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('CURVE', false)]);
/** Bytes of our answers to a client in the clear, and of those to one that encrypts. */
const GREETING_BYTES = 64;
const CLEAR_WELCOME_BYTES =
  GREETING_BYTES +
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'ROUTER', Identity: '' })).byteLength;
const WELCOME_BYTES = 170;

interface Setting {
  readonly curve?: boolean;
  readonly bounds?: Partial<CommandBounds>;
  readonly descriptors?: Descriptors;
  readonly onMessage?: (frames: Buffer[]) => void;
  readonly isStarted?: boolean;
}

async function portFor(context: TestContext, setting: Setting = {}) {
  const clock = new SimulatedClock();
  const messages: { readonly identity: Buffer; readonly words: string[] }[] = [];
  const events: string[] = [];
  const logged: string[] = [];
  const session = sessionOf('web1');
  const admitted = new Set<string>();
  /** Of keys that are not the session's. */
  const owners = new Map<string, Session>();
  const port = new CommandPort({
    clock,
    log: pino({}, { write: (line: string) => logged.push(JSON.parse(line).msg) }),
    bounds: { ...BOUNDS, ...setting.bounds },
    descriptors: setting.descriptors ?? new Descriptors(10_000),
    curveKeys: setting.curve === true ? SERVER : undefined,
    admit: (key) => (admitted.has(encodeZ85(key)) ? (owners.get(encodeZ85(key)) ?? session) : undefined),
    onMessage: (frames) => {
      const [identity = Buffer.of(), ...words] = frames;
      messages.push({
        identity,
        words: words.map((word) => (word.byteLength > 100 ? 'long' : String(word))),
      });
      setting.onMessage?.(frames);
    },
    onRefused: (reason) => events.push(`refused ${reason}`),
    onHungUp: () => events.push('hung up'),
    onCut: (reason) => events.push(`cut ${reason}`),
    onUndelivered: (reason) => events.push(`undelivered ${reason}`),
  });
  const number = await port.bind(PLACE);
  if (setting.isStarted !== false) port.start();
  context.after(() => port.stop());
  const connect = async () => {
    const peer = await RawPeer.connect(number);
    context.after(() => peer.hangUp());
    return peer;
  };
  /** A node in the clear that has said hello; with the identity that messages to it go to. */
  const node = async () => {
    const peer = (await connect()).say(CLEAR_HANDSHAKE, formatMessage(['hello']));
    await peer.hear(CLEAR_WELCOME_BYTES);
    const before = messages.length;
    peer.say(formatMessage([`I am ${before}`]));
    await until('it was heard', () => messages.some(({ words }) => words[0] === `I am ${before}`));
    const identity = messages.find(({ words }) => words[0] === `I am ${before}`)?.identity ?? Buffer.of();
    return { peer, identity };
  };
  const send = (message: Routed) => port.transmit(message, {} as RoutedPeer);
  return { clock, port, number, messages, events, logged, session, admitted, owners, connect, node, send };
}

/** An encrypted connection whose bytes the test chooses. */
async function encryptedNode(
  { connect, admitted }: Awaited<ReturnType<typeof portFor>>,
  client = clientOf(),
) {
  admitted.add(encodeZ85(client.keys.publicKey));
  const peer = (await connect()).say(ENCRYPTED_GREETING);
  await peer.hear(GREETING_BYTES);
  peer.say(client.hello());
  const welcome = (await peer.hear(GREETING_BYTES + WELCOME_BYTES)).subarray(GREETING_BYTES + 2);
  peer.say(client.initiate(Buffer.from(welcome)));
  const start = GREETING_BYTES + WELCOME_BYTES;
  const header = await peer.hear(start + 2);
  const end = start + 2 + (header.at(-1) ?? 0);
  const channel = client.open(Buffer.from((await peer.hear(end)).subarray(start + 2)));
  return { peer, channel };
}

const clientOf = () => new CurveClient(SERVER.publicKey);

function sealed(channel: Channel, ...words: readonly (string | Buffer)[]): Buffer {
  const last = words.length - 1;
  return Buffer.concat(
    words.map((word, index) =>
      channel.seal({ isCommand: false, hasMore: index < last, body: Buffer.from(word) }),
    ),
  );
}

/** A DEALER of libzmq. */
function dealerFor(context: TestContext, number: number, keys?: ReturnType<typeof newCurveKeyPair>): Dealer {
  const dealer = new Dealer({
    linger: 0,
    receiveTimeout: 20_000,
    ...(keys !== undefined && {
      curveServerKey: encodeZ85(SERVER.publicKey),
      curvePublicKey: keys.publicKey,
      curveSecretKey: keys.secretKey,
    }),
  });
  context.after(() => dealer.close());
  dealer.connect(`tcp://${HOST}:${number}`);
  return dealer;
}

for (const curve of [true, false]) {
  test(`a DEALER of libzmq is understood and understands, ${curve ? 'encrypted' : 'in the clear'}`, async (context) => {
    const { number, messages, admitted, send } = await portFor(context, { curve });
    const keys = newCurveKeyPair();
    admitted.add(keys.publicKey);
    const dealer = dealerFor(context, number, curve ? keys : undefined);
    await dealer.send(['header', 'body']);
    await dealer.send(['', Buffer.alloc(70_000), 'end']);
    await until('both are there', () => messages.length === 2);
    assert.deepEqual(
      messages.map(({ words }) => words),
      [
        ['header', 'body'],
        ['', 'long', 'end'],
      ],
    );
    const identity = messages[0]?.identity ?? Buffer.of();
    assert.deepEqual(messages[1]?.identity, identity);
    const large = Buffer.alloc(200_000, 7);
    send([identity, 'answer', large]);
    send([identity, 'short', '']);
    assert.deepEqual(await dealer.receive(), [Buffer.from('answer'), large]);
    assert.deepEqual(await dealer.receive(), [Buffer.from('short'), Buffer.alloc(0)]);
  });
}

test('a DEALER whose key is not admitted is told so, hears nothing, and is not heard', async (context) => {
  const world = await portFor(context, { curve: true });
  const client = clientOf();
  const peer = (await world.connect()).say(ENCRYPTED_GREETING);
  await peer.hear(GREETING_BYTES);
  peer.say(client.hello());
  const welcome = (await peer.hear(GREETING_BYTES + WELCOME_BYTES)).subarray(GREETING_BYTES + 2);
  peer.say(client.initiate(Buffer.from(welcome)));
  await peer.closed();
  assert.deepEqual(peer.received.subarray(GREETING_BYTES + WELCOME_BYTES), NOT_ADMITTED);
  assert.deepEqual(world.events, []);
  assert.equal(world.port.count, 0);
});

test('nothing is heard before it is started, and all of it then', async (context) => {
  const { port, connect, messages } = await portFor(context, { isStarted: false });
  const peer = await connect();
  peer.say(CLEAR_HANDSHAKE, formatMessage(['early']));
  await peer.hear(GREETING_START.byteLength);
  assert.deepEqual(messages, []);
  port.start();
  await until('it was heard', () => messages.length === 1);
});

test('the last words of a node that leaves at once are heard, many as they are', async (context) => {
  const { connect, messages, events, port } = await portFor(context);
  const peer = await connect();
  const words = Array.from({ length: 2_000 }, (_, index) => formatMessage([String(index)]));
  peer.say(CLEAR_HANDSHAKE, Buffer.concat(words));
  peer.socket.end();
  await until('all were heard', () => messages.length === 2_000);
  assert.deepEqual(
    messages.map(({ words: [word] }) => Number(word)),
    Array.from({ length: 2_000 }, (_, index) => index),
  );
  await until('it has left', () => port.count === 0);
  assert.deepEqual(events, []);
});

test('a message to a node that is gone is told as such, in a later turn', async (context) => {
  const { node, send, events, port } = await portFor(context);
  const { peer, identity } = await node();
  peer.hangUp();
  await until('it is gone', () => port.count === 0);
  send([identity, 'a']);
  assert.deepEqual(events, []);
  await setImmediate();
  assert.deepEqual(events, ['undelivered gone']);
});

test('a node that sends without end holds up nobody else', async (context) => {
  let flood = 0;
  let floodWhenHeard: number | undefined;
  const { node, connect } = await portFor(context, {
    onMessage: ([, word]) => {
      if (String(word) === 'flood') flood += 1;
      else if (String(word) === 'now') floodWhenHeard = flood;
    },
  });
  const { peer } = await node();
  const flooder = (await connect()).say(CLEAR_HANDSHAKE);
  const total = 50_000;
  flooder.say(Buffer.concat(Array(total).fill(formatMessage(['flood']))));
  await until('the flood has come', () => flood > 0);
  peer.say(formatMessage(['now']));
  await until('the other was heard', () => floodWhenHeard !== undefined);
  assert.ok((floodWhenHeard ?? total) < total, 'the flood was over first');
  await until('the flood was heard whole', () => flood === total);
});

for (const [title, words, reason] of [
  ['one message of 2,500 frames of 60 KB', Array(2_500).fill(Buffer.alloc(60_000)), 'message_too_long'],
  ['one frame of 900 KB', [Buffer.alloc(900_000)], 'frame_too_long'],
] as const) {
  test(`whoever sends ${title} is cut, encrypted or not, and others are served`, async (context) => {
    for (const curve of [true, false]) {
      const world = await portFor(context, { curve });
      const other = curve ? await encryptedNode(world, clientOf()) : undefined;
      const { peer, channel } = curve
        ? await encryptedNode(world)
        : { peer: (await world.connect()).say(CLEAR_HANDSHAKE), channel: undefined };
      for (const [index, word] of words.entries()) {
        if (peer.isClosed) break;
        const frame = { isCommand: false, hasMore: index < words.length - 1, body: word };
        const bytes = channel?.seal(frame) ?? formatMessage([word]).fill(frame.hasMore ? MORE | 2 : 2, 0, 1);
        if (!peer.socket.write(bytes)) {
          await Promise.race([new Promise((resolve) => peer.socket.once('drain', resolve)), peer.closed()]);
        }
      }
      await peer.closed();
      assert.deepEqual(world.events, [`cut ${reason}`]);
      assert.deepEqual(world.messages, []);
      other?.peer.say(sealed(other.channel, 'still here'));
      if (other) await until('the other was heard', () => world.messages.length === 1);
    }
  });
}

test('a node that never reads is cut when too much waits for it, and others get theirs', async (context) => {
  const { node, send, events, port } = await portFor(context);
  const [stuck, other] = [await node(), await node()];
  stuck.peer.socket.pause();
  const body = Buffer.alloc(200_000, 7);
  let most = 0;
  for (let sent = 0; events.length === 0 && sent < 1_000; sent++) {
    send([stuck.identity, 'header', body]);
    most = Math.max(most, port.unsentBytes);
    await setImmediate();
  }
  assert.deepEqual(new Set(events), new Set(['cut unread', 'undelivered full']));
  assert.ok(most <= BOUNDS.maxNodeUnsentBytes, `${most} bytes`);
  assert.equal(port.count, 1);
  assert.equal(port.unsentBytes, 0);
  send([stuck.identity, 'more']);
  await setImmediate();
  assert.equal(events.at(-1), 'undelivered gone');
  send([other.identity, 'yours']);
  await other.peer.hear(CLEAR_WELCOME_BYTES + formatMessage(['yours']).byteLength);
});

test('one message may be longer than what may wait, where nothing waits', async (context) => {
  const { node, send, events } = await portFor(context, { bounds: { maxNodeUnsentBytes: 1_024 } });
  const { peer, identity } = await node();
  const message = ['header', Buffer.alloc(500_000, 7)];
  send([identity, ...message]);
  await peer.hear(CLEAR_WELCOME_BYTES + formatMessage(message).byteLength);
  assert.deepEqual(events, []);
});

test('a node that takes nothing for a time is cut, and one that takes some of it is not', async (context) => {
  const { node, send, events, clock, port } = await portFor(context, {
    bounds: { maxNodeUnsentBytes: 100_000_000 },
  });
  const { peer, identity } = await node();
  peer.socket.pause();
  const message = ['header', Buffer.alloc(20_000_000, 7)];
  const bytes = formatMessage(message).byteLength;
  send([identity, ...message]);
  // as much as the system takes by itself is taken in turns of the event loop
  let before: number;
  do {
    before = port.unsentBytes;
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  } while (port.unsentBytes < before);
  clock.advance(9_999);
  assert.deepEqual(events, []);
  const left = port.unsentBytes;
  peer.socket.resume();
  await until('it has taken some', () => port.unsentBytes < left);
  peer.socket.pause();
  clock.advance(9_999);
  assert.deepEqual(events, []);
  peer.socket.resume();
  await peer.hear(CLEAR_WELCOME_BYTES + bytes);
  await until('all was taken', () => port.unsentBytes === 0);
  clock.advance(100_000);
  assert.deepEqual(events, []);

  peer.socket.pause();
  send([identity, ...message]);
  do {
    before = port.unsentBytes;
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  } while (port.unsentBytes < before);
  clock.advance(10_000);
  assert.deepEqual(events, ['cut stalled']);
  assert.equal(port.count, 0);
});

test('one node has the newest eight connections, and an older one is cut', async (context) => {
  const world = await portFor(context, { curve: true });
  const client = () => new CurveClient(SERVER.publicKey);
  const nodes = [];
  for (let count = 0; count < 8; count++) nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, []);
  nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, ['cut crowd']);
  await nodes[0]?.peer.closed();
  assert.equal(world.port.count, 8);
  nodes[1]?.peer.hangUp();
  await until('it has left', () => world.port.count === 7);
  nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, ['cut crowd']);
});

test('a session that is shut out loses its connections, and no other does', async (context) => {
  const world = await portFor(context, { curve: true });
  const [first, second] = [await encryptedNode(world), await encryptedNode(world)];
  const renewed = clientOf();
  // the same node, let in anew
  world.owners.set(encodeZ85(renewed.keys.publicKey), sessionOf('web1', '2'));
  const other = await encryptedNode(world, renewed);
  world.port.shutOut(world.session);
  first.peer.say(sealed(first.channel, 'nobody hears this'));
  await Promise.all([first.peer.closed(), second.peer.closed()]);
  assert.deepEqual(world.events, ['cut shut_out', 'cut shut_out']);
  other.peer.say(sealed(other.channel, 'still here'));
  await until('the other was heard', () => world.messages.length > 0);
  assert.deepEqual(
    world.messages.map(({ words }) => words),
    [['still here']],
  );
  assert.equal(world.port.count, 1);
  world.port.shutOut(world.session);
  assert.equal(world.port.count, 1);
});

test('what waits for a session that is shut out is dropped, and what is sent to it later finds nobody', async (context) => {
  const world = await portFor(context, { curve: true, bounds: { maxNodeUnsentBytes: 100_000_000 } });
  const { peer, channel } = await encryptedNode(world);
  peer.say(sealed(channel, 'hello'));
  await until('it was heard', () => world.messages.length === 1);
  const identity = world.messages[0]?.identity ?? Buffer.of();
  peer.socket.pause();
  world.send([identity, Buffer.alloc(20_000_000, 7)]);
  assert.ok(world.port.unsentBytes > 0);
  world.port.shutOut(world.session);
  assert.equal(world.port.unsentBytes, 0);
  world.send([identity, 'more']);
  await setImmediate();
  assert.deepEqual(world.events, ['cut shut_out', 'undelivered gone']);
});

for (const [title, words] of [
  ['says nothing', Buffer.alloc(0)],
  ['stops in its greeting', ENCRYPTED_GREETING.subarray(0, 40)],
  ['stops after its greeting', ENCRYPTED_GREETING],
  ['stops in its handshake', Buffer.concat([ENCRYPTED_GREETING, clientOf().hello().subarray(0, 100)])],
  ['stops after its first word', Buffer.concat([ENCRYPTED_GREETING, clientOf().hello()])],
] as const) {
  test(`whoever ${title} is cut off when its time is over, and whoever is open is not`, async (context) => {
    const world = await portFor(context, { curve: true });
    const open = await encryptedNode(world);
    const peer = (await world.connect()).say(words);
    await until('it has connected', () => world.port.count === 2);
    world.clock.advance(9_999);
    await setImmediate();
    assert.deepEqual(world.events, []);
    world.clock.advance(1);
    await peer.closed();
    assert.deepEqual(world.events, ['refused handshake_timeout']);
    open.peer.say(sealed(open.channel, 'still here'));
    await until('the other was heard', () => world.messages.length === 1);
  });
}

test('whoever hangs up before its handshake is done is counted, and not as refused', async (context) => {
  const { connect, events, port } = await portFor(context);
  const peer = await connect();
  await peer.hear(GREETING_START.byteLength);
  peer.hangUp();
  await until('it has left', () => port.count === 0);
  assert.deepEqual(events, ['hung up']);
});

test('there are so many connections at most', async (context) => {
  const { node, connect, events } = await portFor(context, { bounds: { maxNodeConnections: 1 } });
  await node();
  await (await connect()).closed();
  assert.deepEqual(events, ['refused full']);
});

test('where this process may have no more connections, another is refused', async (context) => {
  const descriptors = new Descriptors(101);
  descriptors.hold(new Socket());
  const { connect, events } = await portFor(context, { descriptors });
  await (await connect()).closed();
  assert.deepEqual(events, ['refused EMFILE']);
});

test('a message that cannot be handled is logged, and the next one is heard', async (context) => {
  const { node, logged, messages } = await portFor(context, {
    onMessage: ([, word]) => {
      if (String(word) === 'bad') throw new Error('a fault');
    },
  });
  const { peer } = await node();
  peer.say(formatMessage(['bad']), formatMessage(['good']));
  await until('the next was heard', () => messages.some(({ words: [word] }) => word === 'good'));
  assert.deepEqual(logged, ['a message could not be handled']);
});

test('a stop ends all connections, tells nobody, and frees the port', async (context) => {
  const { port, number, node, events } = await portFor(context);
  const { peer } = await node();
  await port.stop();
  await peer.closed();
  assert.deepEqual(events, []);
  const next = await portFor(context);
  await next.port.stop();
  const again = new Socket();
  again.on('error', () => {});
  again.connect(number, HOST);
  await until('nobody listens', () => again.destroyed);
  await port.stop();
});
