import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LoneNode } from '../testing/lone-node.ts';

/** Longer than any test takes. */
const LONG_MS = 1_000 * INTERVAL_MS;

/** A node that runs a command, and has just heard its server. */
async function running(): Promise<LoneNode> {
  const lone = new LoneNode(['exec', 'stuck-in-flight']);
  lone.realCommandMs = LONG_MS;
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run']);
  lone.beat();
  lone.forget();
  return lone;
}

/** Intervals after which a node that hears nothing counts its server as offline. */
const OFFLINE_AFTER = 4;

for (let missed = 0; missed < OFFLINE_AFTER - 1; missed++) {
  test(`an abort after ${missed} missed intervals is answered when the command is gone`, async () => {
    const lone = await running();
    lone.clock.advance(missed * INTERVAL_MS);
    lone.tell({ type: 'abort' });
    assert.deepEqual(lone.answers, [], 'it takes its time');
    lone.clock.advance(INTERVAL_MS);
    assert.deepEqual(lone.killed, ['job-1']);
    assert.deepEqual(lone.answers, ['aborted']);
    assert.equal(lone.node.status.job, 'idle');
  });
}

/** In the last interval before the node counts its server as offline. */
async function aborted({ heartbeatFirst = false } = {}): Promise<LoneNode> {
  const lone = await running();
  lone.clock.advance((OFFLINE_AFTER - 1) * INTERVAL_MS);
  if (heartbeatFirst) lone.beat();
  lone.tell({ type: 'abort' });
  lone.beat();
  lone.clock.advance(INTERVAL_MS);
  return lone;
}

test('an abort in the last interval before it counts its server as offline loses it, whatever comes then', async () => {
  const lone = await aborted();
  assert.deepEqual(lone.killed, ['job-1'], 'the command is gone');
  assert.equal(lone.opened, 2, 'it has reopened its sockets');
  lone.tell({ type: 'abort' });
  lone.tell({ type: 'ack' });
  lone.pass(20 * INTERVAL_MS);
  lone.tell({ type: 'abort' });
  lone.pass(2 * INTERVAL_MS);
  assert.deepEqual(lone.answers, []);
  assert.deepEqual([lone.node.status.job, lone.node.status.online], ['running', false]);
  assert.equal(lone.asked.length, 1, 'it never configures anew');
});

test('one heartbeat before that abort saves it', async () => {
  const lone = await aborted({ heartbeatFirst: true });
  assert.deepEqual(lone.answers, ['aborted']);
  assert.equal(lone.node.status.job, 'idle');
});

test('a lost client that is started again is as new', async () => {
  const lone = await aborted();
  lone.node.restart();
  await lone.configure();
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['aborted']);
});

test('what comes while it kills a command is heard afterwards', async () => {
  const lone = await running();
  lone.tell({ type: 'abort' });
  lone.tell(commitOf({ jobId: 'job-2' }));
  assert.deepEqual(lone.answers, []);
  lone.clock.advance(INTERVAL_MS);
  assert.deepEqual(lone.answers, ['nack_commit', 'aborted']);
});

test('with a command in hand it hears no server that it counted as offline before it has configured anew', async () => {
  const lone = await running();
  lone.clock.advance(OFFLINE_AFTER * INTERVAL_MS);
  lone.tell({ type: 'abort' });
  lone.pass(5 * INTERVAL_MS);
  assert.deepEqual(lone.answers, []);
  assert.equal(lone.node.status.online, false);
  lone.clock.advance(LONG_MS);
  assert.deepEqual(lone.answers, ['succeeded']);
  await lone.configure();
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['succeeded', 'aborted']);
});

test('with nothing in hand it is as good as any other', async () => {
  const lone = new LoneNode(['stuck-in-flight']);
  await lone.online();
  lone.clock.advance(OFFLINE_AFTER * INTERVAL_MS);
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['aborted']);
});
