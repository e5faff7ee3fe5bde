import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';

test('it never votes, and holds the job all the same', async () => {
  const lone = new LoneNode(['silent']);
  await lone.online();
  lone.tell(commitOf());
  assert.deepEqual(lone.answers, []);
  assert.equal(lone.node.status.job, 'committed');
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['aborted']);
});

test('it may be silent about other things', async () => {
  const lone = new LoneNode([{ name: 'silent', options: { on: ['ack_run', 'succeeded'] } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(100);
  assert.deepEqual(lone.answers, ['ack_commit']);
  assert.equal(lone.node.status.job, 'idle');
});

test('a share of the votes may come', async () => {
  const lone = new LoneNode([{ name: 'silent', options: { share: 0.5 } }]);
  await lone.online();
  for (let index = 0; index < 200; index++) {
    lone.tell(commitOf());
    lone.tell({ type: 'abort' });
  }
  const votes = lone.answers.filter((answer) => answer === 'ack_commit').length;
  assert.ok(votes > 70 && votes < 130, `${votes}`);
});

test('it may be silent about its end alone', async () => {
  const lone = new LoneNode([{ name: 'silent', options: { on: ['succeeded', 'failed'] } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(100);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run']);
});
