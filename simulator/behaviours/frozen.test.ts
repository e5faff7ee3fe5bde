import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('it stands still after it has answered the first abort, its connection open', async () => {
  const lone = new LoneNode(['frozen']);
  await lone.online();
  assert.equal(lone.node.isFrozen, true);
  lone.tell(commitOf());
  lone.pass(3 * INTERVAL_MS);
  assert.deepEqual(lone.sent, []);
  assert.equal(lone.openNow, 1);
});

const WANTED = {
  connected: [],
  commit: [],
  ack_commit: ['ack_commit'],
  run: ['ack_commit'],
  running: ['ack_commit', 'ack_run'],
};

for (const [when, answers] of Object.entries(WANTED)) {
  test(`it may stand still at ${when}`, async () => {
    const lone = new LoneNode([{ name: 'frozen', options: { when } }]);
    await lone.online();
    lone.tell(commitOf());
    lone.tell({ type: 'run', jobId: 'job-1' });
    lone.pass(INTERVAL_MS);
    assert.deepEqual(lone.answers, answers);
    assert.equal(lone.node.isFrozen, true);
  });
}

test('it goes on after a time where one is given', async () => {
  const lone = new LoneNode([{ name: 'frozen', options: { when: 'run', forMs: 5_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['ack_commit']);
  lone.clock.advance(5_000);
  assert.deepEqual(lone.answers, ['ack_commit', 'aborted']);
});

test('it may take a while from the moment to its standing still', async () => {
  const lone = new LoneNode([{ name: 'frozen', options: { when: 'ack_commit', afterMs: 2_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.clock.advance(1_999);
  assert.equal(lone.node.isFrozen, false);
  lone.clock.advance(1);
  assert.equal(lone.node.isFrozen, true);
});
