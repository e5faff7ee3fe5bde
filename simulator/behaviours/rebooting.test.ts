import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('it acks the run, goes away in the middle of it, and returns', async () => {
  const lone = new LoneNode(['rebooting']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run']);
  lone.clock.advance(100);
  assert.equal(lone.node.status.life, 'away');
  lone.clock.advance(3_000);
  assert.equal(lone.node.status.life, 'starting');
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run']);
});

test('a real command is begun, and ends with the machine', async () => {
  const lone = new LoneNode(['exec', 'rebooting']);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  assert.equal(lone.ran.length, 1);
  lone.node.crash();
  assert.deepEqual(lone.killed, ['job-1']);
});

test('how long it goes on and how long it is away can be said', async () => {
  const lone = new LoneNode([{ name: 'rebooting', options: { afterMs: 500, awayMs: 60_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(499);
  assert.equal(lone.node.status.life, 'connected');
  lone.clock.advance(1);
  assert.equal(lone.node.status.life, 'away');
  lone.clock.advance(59_999);
  assert.equal(lone.node.status.life, 'away');
  lone.clock.advance(1);
  assert.equal(lone.node.status.life, 'starting');
});
