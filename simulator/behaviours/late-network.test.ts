import assert from 'node:assert/strict';
import test from 'node:test';
import { LoneNode } from '../testing/lone-node.ts';

test('it cannot reach the server at first', async () => {
  const lone = new LoneNode(['late-network']);
  lone.node.start();
  lone.clock.advance(4_999);
  assert.equal(lone.asked.length, 0);
  lone.clock.advance(1);
  assert.equal(lone.asked.length, 1);
});

test('once it is up it stays up', async () => {
  const lone = new LoneNode(['late-network']);
  lone.node.start();
  lone.clock.advance(5_000);
  lone.node.restart();
  assert.equal(lone.asked.length, 2);
});

test('it may be only the command socket that it cannot reach', async () => {
  const lone = new LoneNode([{ name: 'late-network', options: { channel: 'command', afterMs: 1_500 } }]);
  lone.node.start();
  await lone.configure();
  assert.deepEqual([lone.opened, lone.sent.length], [0, 0]);
  lone.clock.advance(1_500);
  assert.deepEqual([lone.opened, lone.heartbeats], [1, 1]);
});
