import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('it speaks in the name of another node', async () => {
  const lone = new LoneNode([{ name: 'impostor', options: { as: 'web2', messages: ['ack_commit'] } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  assert.deepEqual(
    lone.sent.map((message) => [message.type, message.node]),
    [
      ['ack_commit', 'web2'],
      ['ack_run', 'web1'],
    ],
  );
});

test('by default it says everything in that name, its heartbeats too', async () => {
  const lone = new LoneNode([{ name: 'impostor', options: { as: 'web2' } }]);
  await lone.online();
  lone.pass(INTERVAL_MS);
  lone.tell(commitOf());
  assert.deepEqual(
    lone.sent.map((message) => [message.type, message.node]),
    [
      ['heartbeat', 'web2'],
      ['ack_commit', 'web2'],
    ],
  );
});
