import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('it heartbeats and does nothing that it is told', async () => {
  const lone = new LoneNode(['deaf']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'abort' });
  lone.pass(2 * INTERVAL_MS);
  assert.deepEqual(lone.answers, []);
  assert.equal(lone.heartbeats, 2);
  assert.equal(lone.asked.length, 1);
});

test('it may go deaf only after some aborts', async () => {
  const lone = new LoneNode([{ name: 'deaf', options: { answersFirst: 1 } }]);
  await lone.online();
  assert.equal(lone.node.status.answered, true);
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, []);
});
