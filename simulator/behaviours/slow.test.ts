import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

test('it answers every server message, but late', async () => {
  const lone = new LoneNode(['slow']);
  await lone.online();
  lone.clock.advance(2_500);
  lone.forget();
  lone.tell(commitOf());
  lone.clock.advance(1_999);
  assert.deepEqual(lone.answers, []);
  lone.clock.advance(501);
  assert.deepEqual(lone.answers, ['ack_commit']);
});

test('its heartbeats are in time', async () => {
  const lone = new LoneNode([{ name: 'slow', options: { delayMs: 60_000 } }]);
  await lone.online();
  lone.pass(2 * INTERVAL_MS);
  assert.equal(lone.heartbeats, 2);
});

test('only the messages that are named are late', async () => {
  const lone = new LoneNode([
    { name: 'slow', options: { messages: ['ack_run'], delayMs: 500, jitterMs: 0 } },
  ]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(500);
  assert.deepEqual(lone.answers, ['ack_commit', 'succeeded', 'ack_run']);
});

test('delays may be spread in other ways', async () => {
  for (const [distribution, least, most] of [
    ['constant', 2_000, 2_000],
    ['normal', 0, 6_000],
    ['exponential', 0, 40_000],
  ] as const) {
    const lone = new LoneNode([{ name: 'slow', options: { distribution, messages: ['ack_commit'] } }]);
    await lone.online();
    lone.tell(commitOf());
    let waitedMs = 0;
    for (; lone.answers.length === 0; waitedMs += 10) lone.clock.advance(10);
    assert.ok(waitedMs >= least && waitedMs <= most, `${distribution}: ${waitedMs}`);
  }
});

test('what it said sooner goes out sooner, whatever the delays are', async () => {
  const lone = new LoneNode([{ name: 'slow', options: { distribution: 'exponential', delayMs: 2_000 } }]);
  await lone.online();
  lone.clock.advance(60_000);
  lone.forget();
  for (let number = 0; number < 40; number++) {
    lone.tell(commitOf({ jobId: `job-${number}` }));
    lone.tell({ type: 'run', jobId: `job-${number}` });
    lone.clock.advance(1);
  }
  lone.clock.advance(3_600_000);
  const order = Array.from({ length: 40 }, () => ['ack_commit', 'ack_run', 'succeeded']).flat();
  assert.deepEqual(lone.answers, order);
});
