import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('its command succeeds after a moment, with what it was told to write', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 300, stdout: 'hello' } }]);
  await lone.online();
  lone.tell(commitOf({ capture: true }));
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(299);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run']);
  lone.clock.advance(1);
  const end = lone.sent.at(-1);
  assert.deepEqual([end?.type, end?.stdout, end?.stderr], ['succeeded', 'hello', '']);
});
