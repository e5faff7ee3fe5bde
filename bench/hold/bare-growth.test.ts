import assert from 'node:assert/strict';
import test from 'node:test';
import { messagesEach } from './bare-growth.ts';

test('messages are counted each way, a node', () => {
  const traffic = [
    { what: 'node → server heartbeat', sent: 600, received: 600 },
    { what: 'node → server ack_run', sent: 200, received: 200 },
    { what: 'server → node run', sent: 200, received: 199 },
  ];
  assert.deepEqual(messagesEach(traffic, 100), { toServer: 8, toNode: 2 });
});
