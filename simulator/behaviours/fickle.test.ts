import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('it acks, then nacks', async () => {
  const lone = new LoneNode(['fickle']);
  await lone.online();
  lone.tell(commitOf());
  assert.deepEqual(lone.answers, ['ack_commit', 'nack_commit']);
});
