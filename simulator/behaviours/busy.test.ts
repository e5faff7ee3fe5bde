import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('it nacks every commit', async () => {
  const lone = new LoneNode(['busy']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell(commitOf({ jobId: 'job-2' }));
  assert.deepEqual(lone.answers, ['nack_commit', 'nack_commit']);
  assert.equal(lone.node.status.job, 'idle');
});

test('it is busy for a time only where one is given', async () => {
  const lone = new LoneNode([{ name: 'busy', options: { forMs: 5_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.clock.advance(5_000);
  lone.tell(commitOf());
  assert.deepEqual(lone.answers, ['nack_commit', 'ack_commit']);
});
