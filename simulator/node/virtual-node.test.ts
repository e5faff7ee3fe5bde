import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, INTERVAL_MS, LIFETIME_MS, LoneNode } from '../testing/lone-node.ts';

test('a node asks for its config, connects, and says that it is there', async () => {
  const lone = new LoneNode();
  lone.node.start();
  assert.equal(lone.asked.length, 1);
  assert.equal(lone.asked[0]?.curvePublicKey?.length, 40);
  assert.equal(lone.node.status.life, 'starting');
  await lone.configure();
  assert.equal(lone.node.status.life, 'connected');
  assert.equal(lone.opened, 1);
  const [first] = lone.sent;
  assert.deepEqual(
    { ...first, timestamp: undefined },
    {
      node: 'web1',
      client: 'web1.example.com',
      protocol_version: '2.0',
      org: 'dev',
      type: 'heartbeat',
      sequence: 1,
      timestamp: undefined,
      incarnation_id: lone.node.incarnationId,
      job_state: 'idle',
      job_id: null,
    },
  );
});

test('heartbeats go out once an interval and tell of the job in hand', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 15_000 } }]);
  await lone.online();
  lone.pass(2 * INTERVAL_MS);
  lone.tell(commitOf());
  lone.pass(INTERVAL_MS);
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.pass(2 * INTERVAL_MS);
  const beats = lone.sent.filter((message) => message.type === 'heartbeat');
  assert.deepEqual(
    beats.map((beat) => [beat.job_state, beat.job_id]),
    [
      ['idle', null],
      ['idle', null],
      ['committed', 'job-1'],
      ['running', 'job-1'],
      ['idle', null],
    ],
  );
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'succeeded']);
});

test('it is in service once it has answered abort', async () => {
  const lone = new LoneNode();
  lone.node.start();
  await lone.configure();
  assert.equal(lone.events.inService, 0);
  lone.tell({ type: 'abort' });
  assert.equal(lone.events.inService, 1);
  assert.deepEqual(lone.sent.at(-1)?.job_id, null);
});

test('a server that is silent for more than the threshold is offline: the sockets are opened anew', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.beat();
  lone.clock.advance(3 * INTERVAL_MS);
  assert.equal(lone.node.status.online, true);
  assert.equal(lone.heartbeats, 3);
  lone.clock.advance(INTERVAL_MS);
  assert.equal(lone.node.status.online, false);
  assert.deepEqual([lone.opened, lone.openNow, lone.reopenedHeartbeats], [2, 1, 1]);
  lone.clock.advance(3_000);
  assert.equal(lone.heartbeats, 3);
});

test('more heartbeats than the threshold, and the server is online again', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.clock.advance(4 * INTERVAL_MS);
  lone.forget();
  lone.beat();
  lone.beat();
  assert.equal(lone.node.status.online, false);
  lone.beat();
  assert.equal(lone.node.status.online, true);
  assert.equal(lone.heartbeats, 1);
});

test('four rounds with nothing on the command socket, and it configures anew, over and over', async () => {
  const lone = new LoneNode();
  lone.node.start();
  await lone.configure();
  lone.clock.advance(3_999);
  assert.equal(lone.asked.length, 1);
  lone.clock.advance(1);
  assert.equal(lone.asked.length, 2);
  await lone.configure();
  assert.equal(lone.opened, 2);
  lone.clock.advance(4_000);
  assert.equal(lone.asked.length, 3);
});

test('a server heartbeat ends a round of the poll loop', async () => {
  const lone = new LoneNode();
  lone.node.start();
  await lone.configure();
  for (let beats = 0; beats < 4; beats++) {
    assert.equal(lone.asked.length, 1);
    lone.clock.advance(200);
    lone.beat();
  }
  assert.equal(lone.asked.length, 2);
});

test('anything on the command socket ends the waiting for it', async () => {
  const lone = new LoneNode();
  lone.node.start();
  await lone.configure();
  lone.clock.advance(3_000);
  lone.tell({ type: 'ack' });
  lone.clock.advance(9_000);
  assert.equal(lone.asked.length, 1);
});

test('after a new incarnation of the server it waits a part of one interval, and configures anew', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.serverIncarnation = 'server-2';
  lone.beat();
  assert.equal(lone.asked.length, 1);
  assert.equal(lone.node.status.answered, false);
  lone.pass(INTERVAL_MS);
  assert.equal(lone.asked.length, 2);
  await lone.configure();
  lone.tell({ type: 'ack' });
  lone.pass(INTERVAL_MS);
  assert.equal(lone.asked.length, 2);
});

test('it configures anew before its config is too old', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.pass(LIFETIME_MS * 0.9 - 1);
  assert.equal(lone.asked.length, 1);
  lone.pass(LIFETIME_MS * 0.1 + 1);
  assert.equal(lone.asked.length, 2);
});

test('with a job in hand it does not configure, and does at once when the job is over', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 50_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.serverIncarnation = 'server-2';
  lone.beat();
  lone.pass(2 * INTERVAL_MS);
  assert.equal(lone.asked.length, 1);
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.pass(5 * INTERVAL_MS - 1);
  assert.equal(lone.asked.length, 1);
  lone.pass(1);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'succeeded']);
  assert.equal(lone.asked.length, 2);
});

test('a config that is refused is asked for again, later each time', async () => {
  const lone = new LoneNode();
  lone.node.start();
  const waits: number[] = [];
  for (let tries = 1; tries <= 9; tries++) {
    await lone.refuseConfig();
    const from = lone.clock.monotonic();
    while (lone.asked.length === tries) lone.clock.advance(50);
    waits.push(lone.clock.monotonic() - from);
  }
  assert.ok((waits[0] ?? 0) <= 500 && (waits[8] ?? 0) > 10_000 && Math.max(...waits) <= 30_050, `${waits}`);
  assert.deepEqual(lone.events.counters.read(), { 'config_failed.Error': 9 });
  await lone.configure();
  assert.equal(lone.node.status.life, 'connected');
});

test('an abort ends the command and is answered when it has ended', async () => {
  const lone = new LoneNode([{ name: 'healthy', options: { runMs: 50_000 } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.killed, ['job-1']);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'aborted']);
  assert.equal(lone.sent.at(-1)?.job_id, 'job-1');
  assert.equal(lone.node.status.job, 'idle');
});

test('a command that is put off ends when it is aborted before its time', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.tell(commitOf());
  lone.node.behave([
    {
      name: 'later',
      options: {},
      hear: (input) => input,
      reshape: (planned) =>
        planned.map((effect) => (effect.type === 'runCommand' ? { ...effect, delayMs: 5_000 } : effect)),
    },
  ]);
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.tell({ type: 'abort' });
  lone.pass(2 * INTERVAL_MS);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'aborted']);
  assert.equal(lone.ran.length, 0);
});

test('messages that are signed wrongly or out of time are counted and ignored', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.tell(commitOf(), { key: Buffer.alloc(32) });
  lone.tell(commitOf(), { timestampMs: lone.clock.now() - 301_000 });
  lone.tell(commitOf(), { timestampMs: lone.clock.now() + 302_000 });
  lone.beat(lone.clock.now() - 400_000);
  assert.deepEqual(lone.answers, []);
  const counters = lone.events.counters.read();
  assert.equal(counters['refused.bad_signature'], 1);
  assert.equal(counters['refused.bad_timestamp'], 3);
});

test('a job that comes while it configures anew is not cut off by it', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.pass(LIFETIME_MS);
  assert.equal(lone.asked.length, 2);
  lone.tell(commitOf());
  await lone.configure();
  assert.equal(lone.opened, 1);
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(0);
  assert.deepEqual(lone.answers, ['ack_commit', 'ack_run', 'succeeded']);
  assert.equal(lone.asked.length, 3);
  await lone.configure();
  assert.equal(lone.opened, 2);
});

test('while it asks for another config it has none to rely on', async () => {
  const lone = new LoneNode();
  assert.equal(lone.node.configuredBy, undefined);
  await lone.online();
  assert.equal(lone.node.configuredBy, 'server-1');
  lone.pass(LIFETIME_MS);
  assert.equal(lone.node.configuredBy, undefined);
  await lone.configure();
  assert.equal(lone.node.configuredBy, 'server-1');
});

test('it can be told to say anything at all', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.node.perform({
    type: 'send',
    content: { type: 'ack_commit', jobId: 'job-9' },
    forged: { type: 'hello', sequence: 99 },
  });
  assert.equal(lone.sent[0]?.type, 'hello');
  assert.equal(lone.sent[0]?.sequence, 99);
  assert.equal(lone.sent[0]?.job_id, 'job-9');
});

test('its journal keeps the newest entries, and can be waited for', async () => {
  const lone = new LoneNode([], 3);
  await lone.online();
  const waiting = lone.node.journal.next(
    (entry) => entry.what === 'received' && entry.message.type === 'ack',
  );
  lone.tell({ type: 'ack' });
  assert.equal((await waiting).atMs, lone.clock.now());
  for (let times = 0; times < 20; times++) lone.tell({ type: 'ack' });
  assert.ok(lone.node.journal.entries.length < 6);
  const given = AbortSignal.abort(new Error('enough'));
  await assert.rejects(
    lone.node.journal.next(() => true, given),
    /enough/,
  );
});

test('a server that asks before it is known to be another one is answered once', async () => {
  const lone = new LoneNode();
  await lone.online();
  lone.tell({ type: 'abort' });
  lone.serverIncarnation = 'server-2';
  lone.pass(INTERVAL_MS);
  await lone.configure();
  assert.equal(lone.events.inService, 0);
  lone.tell({ type: 'ack' });
  assert.equal(lone.events.inService, 1);
});
