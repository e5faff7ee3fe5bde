import assert from 'node:assert/strict';
import test from 'node:test';
import { lost, traffic } from './lost-messages.ts';

test('what one side sent stands beside what the other received, both ways', () => {
  const all = traffic(
    { 'messages.heartbeat': 9, 'sent.commit': 2, 'zap.admitted': 5 },
    { 'sent.heartbeat': 10, 'received.commit': 2, 'sent.nack_run': 1, 'refused.bad_json': 4 },
  );
  assert.deepEqual(all, [
    { what: 'node → server heartbeat', sent: 10, received: 9 },
    { what: 'node → server nack_run', sent: 1, received: 0 },
    { what: 'server → node commit', sent: 2, received: 2 },
  ]);
  assert.equal(lost(all), 2);
});
