import assert from 'node:assert/strict';
import test from 'node:test';
import { LoneNode } from '../testing/lone-node.ts';

test('it fetches a new configuration again and again', async () => {
  const lone = new LoneNode([{ name: 'restless', options: { everyMs: 30_000 } }]);
  await lone.online();
  lone.pass(30_000);
  assert.equal(lone.asked.length, 2);
  await lone.configure();
  lone.tell({ type: 'ack' });
  lone.pass(30_000);
  assert.equal(lone.asked.length, 3);
});
