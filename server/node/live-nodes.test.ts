import assert from 'node:assert/strict';
import test from 'node:test';
import { FakePeer, IDLE_HEARTBEAT, LIVE_INTERVAL_MS, liveNodesWorld } from './testing/live-nodes-world.ts';

test('a node appears in rehab and is available once it has aborted', () => {
  const { nodes, peer, told, say } = liveNodesWorld();
  say(IDLE_HEARTBEAT);
  assert.deepEqual(peer.sent, ['abort']);
  assert.deepEqual(nodes.state('dev', 'web1'), { available: false, isNew: true });
  say({ type: 'aborted' });
  assert.equal(nodes.isAvailable('dev', 'web1'), true);
  assert.deepEqual(told, ['store: web1 up', 'web1 appeared', 'web1 answered']);
});

test('abort is sent again every rehab interval until aborted', () => {
  const { clock, peer, say } = liveNodesWorld();
  say(IDLE_HEARTBEAT);
  clock.advance(350);
  assert.equal(peer.sent.length, 4);
  say({ type: 'aborted' });
  clock.advance(350);
  assert.equal(peer.sent.length, 4);
});

test('a node is new until it is available for the first time in its life', () => {
  const { nodes, say } = liveNodesWorld();
  const isNew = () => nodes.state('dev', 'web1')?.isNew;
  say(IDLE_HEARTBEAT);
  assert.equal(isNew(), true);
  say({ type: 'aborted' });
  assert.equal(isNew(), false);
  nodes.rehab('dev', 'web1');
  assert.deepEqual(nodes.state('dev', 'web1'), { available: false, isNew: false });
  say(IDLE_HEARTBEAT, { incarnationId: 'another' });
  assert.equal(isNew(), true);
});

/** What a node says that runs a command of a job from before. */
test('messages reach their job with what they captured, in rehab too', () => {
  const { told, say, available, nodes } = liveNodesWorld();
  available();
  say({ type: 'succeeded', stdout: 'out', stderr: '' }, { jobId: 'j1' });
  nodes.rehab('dev', 'web1');
  say({ type: 'nack_run' }, { jobId: 'j1' });
  assert.deepEqual(told, ['j1: web1 succeeded out', 'j1: web1 nack_run']);
});

test('aborted out of rehab reaches its job only while that waits for the node', () => {
  const { told, waiting, say, available, nodes } = liveNodesWorld();
  available();
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' }, { jobId: 'j1' });
  waiting.delete('j1');
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' }, { jobId: 'j1' });
  assert.deepEqual(told, ['web1 answered', 'j1: web1 aborted', 'web1 answered']);
});

test('a new address is acknowledged', () => {
  const { peer, say, available } = liveNodesWorld();
  available();
  say(IDLE_HEARTBEAT, { moved: true });
  assert.deepEqual(peer.sent, ['ack']);
});

test('another incarnation ends the old life and begins one in rehab', () => {
  const { nodes, told, say, available } = liveNodesWorld();
  available();
  const restarted = new FakePeer();
  say(IDLE_HEARTBEAT, { incarnationId: 'two', from: restarted });
  assert.deepEqual(told, ['jobs: web1 down', 'store: web1 up', 'web1 appeared']);
  assert.deepEqual(restarted.sent, ['abort']);
  assert.equal(nodes.isAvailable('dev', 'web1'), false);
  assert.equal(nodes.count, 1);
});

test('an incarnation that was replaced and speaks again is told as a second claim', () => {
  const { told, say, available } = liveNodesWorld();
  available();
  say(IDLE_HEARTBEAT, { incarnationId: 'two' });
  assert.equal(told.includes('web1 claimed twice'), false);
  say(IDLE_HEARTBEAT, { incarnationId: 'one' });
  assert.equal(told.includes('web1 claimed twice'), true);
});

test('a fresh node that falls silent is down three intervals after its first', () => {
  const { clock, nodes, told, say } = liveNodesWorld();
  say(IDLE_HEARTBEAT);
  say({ type: 'aborted' });
  clock.advance(4 * LIVE_INTERVAL_MS - 1);
  assert.equal(nodes.count, 1);
  clock.advance(101);
  assert.equal(nodes.count, 0);
  assert.deepEqual(told.slice(-3), ['store: web1 down', 'web1 went down', 'jobs: web1 down']);
});

test('a node in steady state that falls silent is down at the end of its second silent interval', () => {
  const { clock, nodes, say, available } = liveNodesWorld();
  available();
  for (let beat = 0; beat < 40; beat++) {
    clock.advance(LIVE_INTERVAL_MS);
    say(IDLE_HEARTBEAT);
  }
  // the last heartbeat is counted in the interval that it opened
  clock.advance(3 * LIVE_INTERVAL_MS - 1);
  assert.equal(nodes.count, 1);
  clock.advance(101);
  assert.equal(nodes.count, 0);
});

test('heartbeats keep a node up', () => {
  const { clock, nodes, told, say, available } = liveNodesWorld();
  available();
  for (let beat = 0; beat < 200; beat++) {
    clock.advance(LIVE_INTERVAL_MS);
    say(IDLE_HEARTBEAT);
  }
  assert.equal(nodes.count, 1);
  assert.deepEqual(told, []);
});

test('what is sent to a node that is down is dropped', () => {
  const { nodes } = liveNodesWorld();
  nodes.send('dev', 'web1', { type: 'ack' });
  nodes.rehab('dev', 'web1');
  assert.equal(nodes.state('dev', 'web1'), undefined);
});

test('the nodes heartbeating are sorted by name, each organisation apart', () => {
  const { nodes, say, clock } = liveNodesWorld();
  say(IDLE_HEARTBEAT);
  const message = {
    ...IDLE_HEARTBEAT,
    client: '',
    sequence: 0,
    timestampMs: clock.now(),
    incarnationId: 'x',
    jobId: null,
  };
  nodes.meet({ ...message, org: 'dev', node: 'app1' }, new FakePeer());
  nodes.meet({ ...message, org: 'ops', node: 'zoo' }, new FakePeer());
  assert.deepEqual(
    nodes.heartbeating('dev').map(({ name }) => name),
    ['app1', 'web1'],
  );
  assert.equal(nodes.count, 3);
  assert.deepEqual(nodes.countByPhase(), { deferred: 0, rehab: 3, idle: 0 });
});

test('a node that begins ever new lives is looked at no more often than any other', () => {
  const { clock, nodes, peer, say } = liveNodesWorld();
  for (let life = 0; life < 1_000; life++) say(IDLE_HEARTBEAT, { incarnationId: String(life) });
  assert.equal(nodes.count, 1);
  peer.sent.length = 0;
  clock.advance(1_000);
  assert.deepEqual(peer.sent, Array(10).fill('abort'));
});

test('after a stop no timer is left', () => {
  const { clock, nodes, say } = liveNodesWorld();
  say(IDLE_HEARTBEAT);
  nodes.stop();
  assert.equal(clock.pendingTimers, 0);
});

test('phases that are entered are counted, and heartbeats that come late', () => {
  const { clock, nodes, changes, late, say, available } = liveNodesWorld();
  available();
  for (const waitMs of [LIVE_INTERVAL_MS, 1.5 * LIVE_INTERVAL_MS, 1.6 * LIVE_INTERVAL_MS]) {
    clock.advance(waitMs);
    say(IDLE_HEARTBEAT);
  }
  nodes.rehab('dev', 'web1');
  say({ type: 'aborted' });
  clock.advance(10 * LIVE_INTERVAL_MS);
  assert.deepEqual(Object.fromEntries(changes.entries()), { rehab: 2, idle: 2, down: 1 });
  assert.equal(late.total, 1);
});

test('a node that is shut out is down at once, and a message later is a new life', () => {
  const { clock, nodes, told, peer, say, available } = liveNodesWorld();
  available();
  told.length = 0;
  peer.sent.length = 0;
  nodes.shutOut('dev', 'web1');
  nodes.shutOut('dev', 'web1');
  nodes.shutOut('dev', 'ghost');
  assert.deepEqual(told, ['store: web1 down', 'web1 went down', 'jobs: web1 down']);
  assert.equal(nodes.count, 0);
  clock.advance(10 * LIVE_INTERVAL_MS);
  assert.deepEqual(peer.sent, []);
  say(IDLE_HEARTBEAT);
  assert.deepEqual(peer.sent, ['abort']);
});
