import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';
import type { BehaviourOptionValues } from './behaviour.ts';

async function lossy(options: BehaviourOptionValues): Promise<LoneNode> {
  const lone = new LoneNode([{ name: 'lossy', options }]);
  await lone.online();
  return lone;
}

function work(lone: LoneNode): readonly unknown[] {
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(100);
  return lone.answers;
}

test('at 0 % nothing changes', async () => {
  const lone = await lossy({ lose: 0, delay: 0, duplicate: 0 });
  assert.deepEqual(work(lone), ['ack_commit', 'ack_run', 'succeeded']);
});

test('messages of the given types are lost, the others are not', async () => {
  assert.deepEqual(work(await lossy({ lose: 1, messages: ['ack_run'] })), ['ack_commit', 'succeeded']);
});

test('what the server says can be lost too', async () => {
  const lone = await lossy({ lose: 1, messages: ['commit'] });
  lone.tell(commitOf());
  assert.deepEqual(lone.answers, []);
  assert.equal(lone.node.status.job, 'idle');
});

test('what the server says can be late, and does not outlive the process', async () => {
  const lone = await lossy({ lose: 0, delay: 1, delayMs: 500, messages: ['commit'] });
  lone.tell(commitOf());
  assert.equal(lone.node.status.job, 'idle');
  lone.clock.advance(500);
  assert.equal(lone.node.status.job, 'committed');
  lone.tell({ type: 'abort' });
  lone.tell(commitOf({ jobId: 'job-2' }));
  lone.node.restart();
  lone.clock.advance(10_000);
  assert.equal(lone.node.status.job, 'idle');
});

test('what the server says can come twice', async () => {
  const lone = await lossy({ lose: 0, duplicate: 1, messages: ['run'] });
  assert.deepEqual(work(lone), ['ack_commit', 'ack_run', 'nack_run', 'succeeded']);
});

test('the heartbeats of the server can be lost', async () => {
  const lone = await lossy({ lose: 1, messages: ['server_heartbeat'] });
  for (let beat = 0; beat < 10; beat++) lone.beat();
  lone.clock.advance(60_000);
  assert.equal(lone.node.status.online, false);
});

test('other behaviours hear a late message when it comes', async () => {
  const lone = new LoneNode([
    { name: 'lossy', options: { lose: 0, delay: 1, messages: ['commit'] } },
    'deaf',
  ]);
  await lone.online();
  lone.tell(commitOf());
  lone.clock.advance(5_000);
  assert.deepEqual(lone.answers, []);
});

test('a late message comes after its time', async () => {
  const lone = await lossy({ lose: 0, delay: 1, delayMs: 500, messages: ['ack_commit'] });
  lone.tell(commitOf());
  assert.deepEqual(lone.answers, []);
  lone.clock.advance(500);
  assert.deepEqual(lone.answers, ['ack_commit']);
});

test('a message that comes twice is the same one, byte for byte', async () => {
  const lone = await lossy({ lose: 0, duplicate: 1, messages: ['ack_commit'] });
  lone.tell(commitOf());
  const [one, other] = lone.frames.slice(-2);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_commit']);
  assert.deepEqual(one, other);
});

test('a share is a share', async () => {
  const lone = await lossy({ lose: 0.5, messages: ['aborted'] });
  const before = lone.answers.length;
  for (let index = 0; index < 200; index++) lone.tell({ type: 'abort' });
  const came = lone.answers.length - before;
  assert.ok(came > 70 && came < 130, `${came}`);
});
