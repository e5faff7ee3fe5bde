import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

const WANTED = {
  commit: [],
  ack_commit: ['ack_commit'],
  run: ['ack_commit'],
  running: ['ack_commit', 'ack_run'],
} as const;

for (const [when, answers] of Object.entries(WANTED)) {
  test(`it dies at ${when}, and stays away`, async () => {
    const lone = new LoneNode([{ name: 'crashing', options: { when } }]);
    await lone.online();
    lone.tell(commitOf());
    lone.tell({ type: 'run', jobId: 'job-1' });
    lone.clock.advance(3_600_000);
    assert.deepEqual(lone.answers, answers);
    assert.equal(lone.node.status.life, 'away');
  });
}

test('it returns as another incarnation where it is asked to', async () => {
  const lone = new LoneNode([{ name: 'crashing', options: { afterMs: 50, returnsAfterMs: 1_000 } }]);
  await lone.online();
  const before = lone.node.incarnationId;
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(50);
  assert.equal(lone.node.status.life, 'away');
  lone.clock.advance(1_000);
  assert.equal(lone.node.status.life, 'starting');
  assert.notEqual(lone.node.incarnationId, before);
});

test('it dies on its way in: when it has connected, before its first word', async () => {
  const lone = new LoneNode([{ name: 'crashing', options: { when: 'connected' } }]);
  lone.node.start();
  await lone.configure();
  assert.equal(lone.opened, 1);
  assert.equal(lone.openNow, 0);
  assert.deepEqual(lone.sent, []);
  assert.equal(lone.node.status.life, 'away');
});

test('it dies on its way in: when it has answered abort', async () => {
  const lone = new LoneNode([{ name: 'crashing', options: { when: 'aborted' } }]);
  lone.node.start();
  await lone.configure();
  lone.tell({ type: 'abort' });
  assert.equal(lone.sent.at(-1)?.type, 'aborted');
  assert.equal(lone.node.status.life, 'away');
});
