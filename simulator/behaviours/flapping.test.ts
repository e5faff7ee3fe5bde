import assert from 'node:assert/strict';
import test from 'node:test';
import { LoneNode } from '../testing/lone-node.ts';

test('it comes and goes', async () => {
  const lone = new LoneNode([{ name: 'flapping', options: { upMs: 7_000, downMs: 3_000 } }]);
  await lone.online();
  const lives = new Set<string>();
  for (let rounds = 0; rounds < 3; rounds++) {
    lives.add(lone.node.incarnationId);
    lone.pass(6_999);
    assert.equal(lone.node.status.life, 'connected');
    lone.pass(1);
    assert.equal(lone.node.status.life, 'away');
    lone.clock.advance(3_000);
    await lone.configure();
    lone.tell({ type: 'abort' });
  }
  assert.equal(lives.size, 3);
});
