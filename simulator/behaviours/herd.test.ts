import assert from 'node:assert/strict';
import test from 'node:test';
import { INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('it does not wait after a new incarnation of the server', async () => {
  const lone = new LoneNode(['herd']);
  await lone.online();
  lone.serverIncarnation = 'server-2';
  lone.beat();
  lone.clock.advance(0);
  assert.equal(lone.asked.length, 2);
});

test('it reconnects by the wall clock where it is asked to', async () => {
  const lone = new LoneNode([{ name: 'herd', options: { everyMs: 2 * INTERVAL_MS } }]);
  lone.clock.advance(7_000);
  await lone.online();
  const opened: number[] = [];
  for (let times = 0; times < 60; times++) {
    const before = lone.opened;
    lone.beat();
    lone.clock.advance(1_000);
    if (lone.opened > before) opened.push(lone.clock.now() % (2 * INTERVAL_MS));
    lone.tell({ type: 'ack' });
  }
  assert.deepEqual(opened, [0, 0, 0]);
});
