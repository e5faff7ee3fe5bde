import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClientContent } from '../../protocol/wire/client-message.ts';
import { FakePeer, IDLE_HEARTBEAT, liveNodesWorld } from './testing/live-nodes-world.ts';

const RUNNING: ClientContent = { type: 'heartbeat', jobState: 'running' };
/** The first life takes nobody's place, and three more are told at once here. */
const TOLD_AT_ONCE = 4;

/** A node that says one thing in each of many lives, with a peer for each. */
function manyLives(count: number, content = IDLE_HEARTBEAT) {
  const world = liveNodesWorld();
  const peers = Array.from({ length: count }, (_, life) => {
    const from = new FakePeer();
    world.say(content, { incarnationId: `life ${life}`, from });
    return from;
  });
  const answered = () => peers.flatMap(({ sent }, life) => sent.map((type) => `${life} ${type}`));
  return { ...world, peers, answered };
}

test('of many lives in a rehab interval the first are told to abort at once, then only the last', () => {
  const { clock, nodes, told, answered } = manyLives(1_000);
  const first = ['0 abort', '1 abort', '2 abort', '3 abort'];
  assert.equal(first.length, TOLD_AT_ONCE);
  assert.deepEqual(answered(), first);
  assert.deepEqual(nodes.countByPhase(), { deferred: 0, rehab: 1, idle: 0 });
  assert.equal(told.filter((line) => line === 'dev/web1 one life too many').length, 1_000 - TOLD_AT_ONCE);
  clock.advance(110);
  assert.deepEqual(answered(), [...first, '999 abort']);
  clock.advance(100);
  assert.deepEqual(answered(), [...first, '999 abort', '999 abort'], 'and again every rehab interval');
});

test('lives that are not told at once are not shown as new either: the node was up all the time', () => {
  const { told } = manyLives(1_000);
  assert.equal(told.filter((line) => line === 'store: web1 up').length, TOLD_AT_ONCE);
  assert.equal(told.filter((line) => line === 'store: web1 down').length, 0);
});

test('a life that ends the row is available once it has answered its abort', () => {
  const { clock, nodes, say, peers } = manyLives(10);
  clock.advance(110);
  assert.deepEqual(peers[9]?.sent, ['abort']);
  say({ type: 'aborted' }, { incarnationId: 'life 9', ...(peers[9] && { from: peers[9] }) });
  assert.equal(nodes.isAvailable('dev', 'web1'), true);
});

test('lives that run a command are not answered each either', () => {
  const { clock, nodes, answered } = manyLives(1_000, RUNNING);
  const first = ['0 ack', '1 ack', '2 ack', '3 ack'];
  assert.deepEqual(answered(), first);
  assert.deepEqual(nodes.countByPhase(), { deferred: 1, rehab: 0, idle: 0 });
  clock.advance(110);
  assert.deepEqual(answered(), first, 'the last one may be about to count this server as offline');
});

test('two processes of one name are told over and over, however long they go on', () => {
  const { clock, say } = liveNodesWorld();
  const [one, two] = [new FakePeer(), new FakePeer()];
  for (let times = 0; times < 200; times++) {
    say(IDLE_HEARTBEAT, { incarnationId: 'one', from: one });
    clock.advance(30);
    say(IDLE_HEARTBEAT, { incarnationId: 'two', from: two });
    clock.advance(40);
  }
  assert.deepEqual([one.sent.length, two.sent.length], [200, 200]);
});

test('at a rate that is beyond the bound neither of two processes is left out', () => {
  const { clock, say } = liveNodesWorld();
  const [one, two] = [new FakePeer(), new FakePeer()];
  for (let times = 0; times < 500; times++) {
    say(IDLE_HEARTBEAT, { incarnationId: 'one', from: one });
    clock.advance(5);
    say(IDLE_HEARTBEAT, { incarnationId: 'two', from: two });
    clock.advance(5);
  }
  for (const { sent } of [one, two]) assert.ok(sent.length >= 50, `one was told ${sent.length} times`);
  // in 5 s there are 50 rehab intervals
  assert.ok(one.sent.length + two.sent.length <= 50 * TOLD_AT_ONCE + 1);
});
