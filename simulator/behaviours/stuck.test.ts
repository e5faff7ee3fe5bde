import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('it never answers an abort, and goes on with what it does', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 1_000 } }, 'stuck']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.tell({ type: 'abort' });
  lone.clock.advance(1_000);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'succeeded']);
});

test('it may answer some first', async () => {
  const lone = new LoneNode([{ name: 'stuck', options: { answersFirst: 2 } }]);
  await lone.online();
  lone.tell({ type: 'abort' });
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['aborted']);
});
