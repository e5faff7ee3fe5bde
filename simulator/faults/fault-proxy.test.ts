import assert from 'node:assert/strict';
import test from 'node:test';
import type { WireFault } from './fault.ts';
import { WireTrial } from './testing/wire-trial.ts';

test('what is sent comes through, both ways, and so does the end', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const { node, server } = connection;
  node.say('to the server');
  server.say('to the node');
  node.socket.end('last words');
  await trial.until('the end', () => server.closedBy === 'end' && node.closedBy === 'end');
  assert.equal(server.text, '.to the serverlast words');
  assert.equal(node.text, '.to the node');
  await trial.until('nothing left open', () => trial.proxy.open === 0);
});

test('a reset at one end is a reset at the other', async (context) => {
  const trial = await WireTrial.start(context);
  const { node, server } = await trial.connect();
  server.socket.resetAndDestroy();
  await trial.until('the reset', () => node.closedBy === 'reset');
  await trial.until('nothing left open', () => trial.proxy.open === 0);
});

test('a node hears at once that the server is not there', async (context) => {
  const trial = await WireTrial.start(context, { server: { host: '127.0.0.1', port: 1 } });
  const node = trial.connectAlone();
  await trial.until('the reset', () => node.closedBy === 'reset');
});

test('latency: what was sent comes later, in its order, and the end behind it', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const { node, server } = connection;
  trial.proxy.begin({ kind: 'latency', delayMs: 100, jitterMs: 50, direction: 'to_server' });
  for (const word of ['a', 'b', 'c']) {
    node.say(word);
    await trial.toNode(connection);
  }
  node.socket.end();
  await trial.toNode(connection);
  trial.clock.advance(99);
  await trial.toNode(connection);
  assert.equal(server.text, '.');
  trial.clock.advance(51);
  await trial.until('the end', () => server.closedBy === 'end');
  assert.equal(server.text, '.abc');
});

test('latency: the jitter is of the seed', async (context) => {
  const arrivals = async (seed: number): Promise<readonly number[]> => {
    const trial = await WireTrial.start(context, { seed });
    const connection = await trial.connect();
    trial.proxy.begin({ kind: 'latency', delayMs: 0, jitterMs: 1_000, direction: 'to_server' });
    const came: number[] = [];
    for (let word = 0; word < 5; word++) {
      const before = connection.server.length;
      connection.node.say('.');
      await trial.toNode(connection);
      let waitedMs = 0;
      for (; connection.server.length === before; waitedMs++) {
        trial.clock.advance(1);
        await trial.toNode(connection);
      }
      came.push(waitedMs);
    }
    return came;
  };
  const first = await arrivals(7);
  assert.ok(new Set(first).size > 1, 'they vary');
  assert.deepEqual(await arrivals(7), first);
  assert.notDeepEqual(await arrivals(8), first);
});

test('latency: when it is over, what is on its way comes at once', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const fault: WireFault = { kind: 'latency', delayMs: 60_000, jitterMs: 0, direction: 'to_server' };
  trial.proxy.begin(fault);
  connection.node.say('late');
  await trial.toNode(connection);
  assert.equal(connection.server.text, '.');
  trial.proxy.end(fault);
  await trial.until('what was late', () => connection.server.text === '.late');
});

test('bandwidth: so many bytes a second and no more', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const { node, server } = connection;
  trial.proxy.begin({ kind: 'bandwidth', bytesPerSecond: 1_000, direction: 'to_server' });
  node.say('x'.repeat(500));
  await trial.until('the first of it', () => server.length > 1);
  for (let ms = 50; ms <= 450; ms += 50) {
    await trial.toNode(connection);
    assert.equal(server.length, 1 + ms);
    trial.clock.advance(50);
    await trial.until('the next of it', () => server.length > 1 + ms);
  }
  assert.equal(server.length, 501);
});

test('stall: nothing comes until it is over, then everything, and the end too', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const { node, server } = connection;
  const fault: WireFault = { kind: 'stall', direction: 'to_server' };
  trial.proxy.begin(fault);
  node.socket.end('held');
  await trial.toNode(connection);
  trial.clock.advance(3_600_000);
  await trial.toNode(connection);
  assert.equal(server.text, '.');
  assert.equal(server.closedBy, undefined);
  trial.proxy.end(fault);
  await trial.until('the end', () => server.closedBy === 'end');
  assert.equal(server.text, '.held');
});

test('stall: who sends more than the network holds has to wait, and loses nothing', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const other = await trial.connect();
  const fault: WireFault = { kind: 'stall', direction: 'to_server' };
  trial.proxy.begin(fault);
  const megabyte = Buffer.alloc(2 ** 20, 'x');
  for (let index = 0; index < 32; index++) connection.node.socket.write(megabyte);
  for (let round = 0; round < 100; round++) await trial.toNode(other);
  assert.ok(connection.node.socket.writableLength > 0, 'the sender waits');
  assert.equal(connection.server.length, 1);
  trial.proxy.end(fault);
  await trial.until('all of it', () => connection.server.length === 1 + 32 * 2 ** 20);
});

test('who does not read is waited for', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  const other = await trial.connect();
  connection.server.socket.pause();
  const megabyte = Buffer.alloc(2 ** 20, 'x');
  for (let index = 0; index < 32; index++) connection.node.socket.write(megabyte);
  for (let round = 0; round < 200; round++) await trial.exchange(other);
  assert.ok(connection.node.socket.writableLength > 0, 'the sender waits');
  connection.server.socket.resume();
  await trial.until('all of it', () => connection.server.length === 1 + 32 * 2 ** 20);
});

test('drop: what is sent is lost, and a connection that lost something is reset when it is over', async (context) => {
  const trial = await WireTrial.start(context);
  const [torn, whole] = [await trial.connect(), await trial.connect()];
  const fault: WireFault = { kind: 'drop', direction: 'to_server' };
  trial.proxy.begin(fault);
  torn.node.say('lost');
  await trial.toNode(torn);
  assert.equal(torn.server.text, '.');
  trial.proxy.end(fault);
  await trial.until('resets', () => torn.node.closedBy === 'reset' && torn.server.closedBy === 'reset');
  assert.equal(torn.server.text, '.');
  await trial.exchange(whole);
});

test('drop: nobody is told of an end meanwhile', async (context) => {
  const trial = await WireTrial.start(context);
  const [connection, other] = [await trial.connect(), await trial.connect()];
  const fault: WireFault = { kind: 'drop', direction: 'to_server' };
  trial.proxy.begin(fault);
  connection.node.socket.destroy();
  for (let round = 0; round < 5; round++) await trial.toNode(other);
  assert.equal(connection.server.closedBy, undefined);
  trial.proxy.end(fault);
  await trial.until('the reset', () => connection.server.closedBy === 'reset');
});

test('reset: what is open is reset once, and new connections are good', async (context) => {
  const trial = await WireTrial.start(context);
  const { node, server } = await trial.connect();
  trial.proxy.begin({ kind: 'reset', refuses: false });
  await trial.until('resets', () => node.closedBy === 'reset' && server.closedBy === 'reset');
  await trial.exchange(await trial.connect());
  assert.equal(trial.proxy.accepted, 2);
});

test('reset: again after its time, until it is over', async (context) => {
  const trial = await WireTrial.start(context);
  const fault: WireFault = { kind: 'reset', everyMs: 1_000, refuses: false };
  trial.proxy.begin(fault);
  const connection = await trial.connect();
  trial.clock.advance(1_000);
  await trial.until('the reset', () => connection.node.closedBy === 'reset');
  trial.proxy.end(fault);
  const next = await trial.connect();
  trial.clock.advance(5_000);
  await trial.exchange(next);
});

test('reset: new connections are refused too where it says so, as long as it lasts', async (context) => {
  const trial = await WireTrial.start(context);
  const fault: WireFault = { kind: 'reset', refuses: true };
  trial.proxy.begin(fault);
  const refused = trial.connectAlone();
  await trial.until('the reset', () => refused.closedBy === 'reset');
  trial.proxy.end(fault);
  await trial.exchange(await trial.connect());
});

test('half-open: the server is told of the end, the node is not, until it is over', async (context) => {
  const trial = await WireTrial.start(context);
  const { node, server } = await trial.connect();
  const fault: WireFault = { kind: 'half_open', unaware: 'node' };
  trial.proxy.begin(fault);
  await trial.until('the end', () => server.socket.closed);
  node.say('into nothing');
  const other = await trial.connect();
  await trial.exchange(other);
  assert.equal(node.closedBy, undefined);
  trial.proxy.end(fault);
  await trial.until('the reset', () => node.closedBy === 'reset');
  await trial.exchange(other);
});

test('half-open: the node is told of the end, the server is not', async (context) => {
  const trial = await WireTrial.start(context);
  const { node, server } = await trial.connect();
  const fault: WireFault = { kind: 'half_open', unaware: 'server' };
  trial.proxy.begin(fault);
  await trial.until('the end', () => node.socket.closed);
  server.say('into nothing');
  await trial.exchange(await trial.connect());
  assert.equal(server.closedBy, undefined);
  trial.proxy.end(fault);
  await trial.until('the reset', () => server.closedBy === 'reset');
});

test('half-open: of more ends than may be kept the first is forgotten', async (context) => {
  const trial = await WireTrial.start(context, { maxOrphans: 2 });
  const nodes = [await trial.connect(), await trial.connect(), await trial.connect()].map(({ node }) => node);
  trial.proxy.begin({ kind: 'half_open', unaware: 'node' });
  const forgotten = () => nodes.filter(({ closedBy }) => closedBy === 'reset').length;
  await trial.until('two that are left', () => trial.proxy.open === 2 && forgotten() > 0);
  assert.equal(forgotten(), 1);
});

test('a fault that is on is met by new connections too', async (context) => {
  const trial = await WireTrial.start(context);
  trial.proxy.begin({ kind: 'latency', delayMs: 100, jitterMs: 0, direction: 'to_server' });
  const node = trial.connectAlone();
  node.say('late');
  await trial.until('the word on its way', () => trial.clock.pendingTimers === 1);
  trial.clock.advance(100);
  await trial.until('nothing on its way', () => trial.clock.pendingTimers === 0);
});

test('faults that are on together add up', async (context) => {
  const trial = await WireTrial.start(context);
  const connection = await trial.connect();
  trial.proxy.begin({ kind: 'latency', delayMs: 100, jitterMs: 0, direction: 'to_server' });
  trial.proxy.begin({ kind: 'latency', delayMs: 200, jitterMs: 0, direction: 'to_server' });
  connection.node.say('late');
  await trial.toNode(connection);
  trial.clock.advance(299);
  await trial.toNode(connection);
  assert.equal(connection.server.text, '.');
  trial.clock.advance(1);
  await trial.until('what is late', () => connection.server.text === '.late');
});

test('what travels is shown, once and in its order', async (context) => {
  const seen: string[] = [];
  const trial = await WireTrial.start(context, {
    tap: (direction, bytes) => seen.push(`${direction} ${bytes}`),
  });
  const connection = await trial.connect();
  assert.deepEqual(seen, ['to_server .', 'to_nodes .']);
  connection.node.say('more');
  await trial.until('the third', () => seen.length === 3);
  assert.equal(seen[2], 'to_server more');
});
