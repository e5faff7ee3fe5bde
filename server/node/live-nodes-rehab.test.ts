import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClientContent } from '../../protocol/wire/client-message.ts';
import { IDLE_HEARTBEAT, LIVE_INTERVAL_MS, liveNodesWorld } from './testing/live-nodes-world.ts';

const RUNNING: ClientContent = { type: 'heartbeat', jobState: 'running' };

test('a node that appears with a command is told to abort it at its sixth heartbeat', () => {
  const { clock, nodes, peer, say } = liveNodesWorld();
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) {
    say(RUNNING, { jobId: 'gone' });
    clock.advance(LIVE_INTERVAL_MS);
    assert.deepEqual(peer.sent, ['ack'], `after ${heartbeats} heartbeats`);
  }
  assert.deepEqual(nodes.countByPhase(), { deferred: 1, rehab: 0, idle: 0 });
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'abort']);
  clock.advance(100);
  assert.deepEqual(peer.sent, ['ack', 'abort', 'abort'], 'and again every rehab interval');
  assert.equal(nodes.state('dev', 'web1')?.available, false);
});

test('an acked run is no heartbeat, but says as well that a command runs', () => {
  const { clock, peer, say } = liveNodesWorld();
  say({ type: 'ack_run' }, { jobId: 'gone' });
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) {
    say(RUNNING, { jobId: 'gone' });
    clock.advance(LIVE_INTERVAL_MS);
  }
  assert.deepEqual(peer.sent, ['ack']);
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'abort']);
});

const ENDS_OF_A_COMMAND: Readonly<Record<string, ClientContent>> = {
  'it tells the end of its command': { type: 'succeeded' },
  'it heartbeats without a job': IDLE_HEARTBEAT,
  'it has committed to a job and runs nothing': { type: 'heartbeat', jobState: 'committed' },
};

for (const [what, content] of Object.entries(ENDS_OF_A_COMMAND)) {
  test(`a node that appeared with a command is told to abort as soon as ${what}`, () => {
    const { peer, say } = liveNodesWorld();
    say(RUNNING, { jobId: 'gone' });
    say(content, { jobId: content === IDLE_HEARTBEAT ? null : 'gone' });
    assert.deepEqual(peer.sent, ['ack', 'abort']);
  });
}

test('a node that has aborted its command without being told so is available', () => {
  const { nodes, peer, say } = liveNodesWorld();
  say(RUNNING, { jobId: 'gone' });
  say({ type: 'aborted' }, { jobId: 'gone' });
  assert.equal(nodes.isAvailable('dev', 'web1'), true);
  assert.deepEqual(peer.sent, ['ack']);
});

test('a node that goes down with its command has to prove anew that it hears the server', () => {
  const { clock, nodes, peer, say } = liveNodesWorld();
  for (let heartbeats = 1; heartbeats < 6; heartbeats++) say(RUNNING, { jobId: 'gone' });
  clock.advance(20 * LIVE_INTERVAL_MS);
  assert.equal(nodes.count, 0);
  say(RUNNING, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['ack', 'ack']);
});

test('a second reason for rehab sends no further abort', () => {
  const { clock, nodes, peer, say, available } = liveNodesWorld();
  available();
  nodes.rehab('dev', 'web1');
  nodes.rehab('dev', 'web1');
  say(IDLE_HEARTBEAT, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
  clock.advance(100);
  assert.deepEqual(peer.sent, ['abort', 'abort']);
});

test('a heartbeat naming a job that is not in progress sends an idle node to rehab', () => {
  const { nodes, peer, say, available } = liveNodesWorld();
  available();
  say({ type: 'heartbeat', jobState: 'running' }, { jobId: 'j1' });
  assert.deepEqual(peer.sent, []);
  say({ type: 'heartbeat', jobState: 'running' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
  assert.equal(nodes.isAvailable('dev', 'web1'), false);
});

test('a message for a job that does not exist sends the node to rehab, but aborted does not', () => {
  const { peer, say, available } = liveNodesWorld();
  available();
  say({ type: 'aborted' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, []);
  say({ type: 'ack_commit' }, { jobId: 'gone' });
  assert.deepEqual(peer.sent, ['abort']);
});

test('a message that names no job sends the node to rehab', () => {
  const { peer, told, say, available } = liveNodesWorld();
  available();
  say({ type: 'ack_run' });
  assert.deepEqual(peer.sent, ['abort']);
  assert.deepEqual(told, []);
});
