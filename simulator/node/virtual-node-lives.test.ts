import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('a crash is silent, takes the command with it, and may be over after a time', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 50_000 } }]);
  await lone.online();
  const before = lone.node.incarnationId;
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.forget();
  lone.node.crash(5_000);
  assert.deepEqual(lone.killed, ['job-1']);
  assert.deepEqual([lone.node.status.life, lone.openNow, lone.events.inService], ['away', 0, 0]);
  lone.clock.advance(5_000);
  assert.equal(lone.node.status.life, 'starting');
  assert.notEqual(lone.node.incarnationId, before);
  assert.equal(lone.frames.length, 0);
  await lone.configure();
  assert.equal(lone.sent[0]?.sequence, 1);
});

test('what was asked in an earlier life is not answered in the next', async () => {
  const lone = new LoneNode();
  lone.node.start();
  lone.node.crash();
  await lone.configure();
  assert.equal(lone.node.status.life, 'away');
  assert.equal(lone.clock.pendingTimers, 0);
});

test('a frozen process says and hears nothing, and goes on with what it is late with', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.node.freeze();
  lone.tell(commitOf());
  lone.pass(3 * INTERVAL_MS);
  assert.deepEqual(lone.sent, []);
  assert.equal(lone.openNow, 1);
  lone.node.thaw();
  assert.deepEqual(lone.answers, ['ack_commit']);
  assert.equal(lone.heartbeats, 1);
  lone.pass(INTERVAL_MS);
  assert.equal(lone.heartbeats, 2);
});

test('a freeze for a time ends by itself', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.node.freeze(25_000);
  lone.pass(20_000);
  assert.equal(lone.node.isFrozen, true);
  lone.pass(10_000);
  assert.equal(lone.node.isFrozen, false);
  assert.ok(lone.heartbeats > 0);
});

test('a node reconnects as the same incarnation, and is in service once the server has taken that up', async () => {
  const lone = new LoneNode();
  await lone.online();
  const before = lone.node.incarnationId;
  lone.node.reconnect();
  assert.deepEqual([lone.opened, lone.openNow], [2, 1]);
  assert.equal(lone.node.incarnationId, before);
  assert.equal(lone.events.inService, 0);
  lone.tell({ type: 'ack' });
  assert.equal(lone.events.inService, 1);
});
