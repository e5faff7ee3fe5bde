import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest, ONE_NODE } from './testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from './testing/jobs-fixture.ts';
import { statusesOf } from './testing/standing.ts';

test('a job that ended leaves memory after a while, and stays in the store', async (t) => {
  const { jobs, nodes, settled, clock } = await jobsFixture(t);
  nodes.unavailable.add('web1');
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  await settled();
  clock.advance(4_999);
  assert.deepEqual(jobs.inMemory(), [id]);
  assert.notEqual(jobs.feeds.jobFeed('dev', id), undefined);
  clock.advance(1);
  assert.deepEqual(jobs.inMemory(), []);
  assert.equal(jobs.feeds.jobFeed('dev', id), undefined);
  const record = await jobs.get('dev', id);
  assert.equal(record?.status, 'quorum_failed');
  assert.deepEqual(statusesOf(record?.nodes), [['web1', 'unavailable']]);
  assert.equal(clock.pendingTimers, 0);
});

test('nothing follows job_complete when a quorum failed, though its nodes go on talking', async (t) => {
  const { jobs, nodes, say, settled, feed } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', jobRequest({ nodes: ['web1', 'web2'] }));
  say(id, 'web1 ack_commit', 'web2 nack_commit');
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'aborted'), false);
  jobs.nodeDown('dev', 'web1');
  await settled();
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'ack_run'), false);
  jobs.nodeDown('dev', 'web2');
  assert.deepEqual(feed(id).slice(2), ['quorum_vote web2 failure', 'job_complete quorum_failed']);
  assert.deepEqual(nodes.told.slice(2), ['rehab web1']);
});

test('a job is not shown as ended before its end is stored, and takes no message meanwhile', async (t) => {
  const { jobs, gate, say, settled, feed, clock } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 ack_commit', 'web1 ack_run');
  await settled();
  gate.close();
  const output = { stdout: 'out', stderr: '' };
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'succeeded', output), true);
  const decidedAtMs = clock.now();
  clock.advance(10_000);
  await settled();

  assert.equal((await jobs.get('dev', id))?.status, 'running');
  assert.equal((await jobs.list('dev'))[0]?.status, 'running');
  assert.equal(jobs.isRunning('dev', id), false);
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'succeeded'), false);
  assert.equal(feed(id).at(-1), 'run_complete web1 success');
  assert.deepEqual(await jobs.output('dev', id, 'web1', 'stdout'), Buffer.from('out'));

  gate.open();
  await settled();
  const ended = await jobs.get('dev', id);
  assert.deepEqual([ended?.status, ended?.updatedAtMs], ['complete', decidedAtMs]);
  assert.equal(feed(id).at(-1), 'job_complete complete');
  assert.deepEqual(jobs.inMemory(), [id], 'it stays for the whole wait after it was shown');
});

test('voting does not wait for the disk', async (t) => {
  const { jobs, gate, say, feed } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  gate.close();
  say(id, 'web1 ack_commit', 'web1 ack_run');
  assert.equal((await jobs.get('dev', id))?.status, 'running');
  assert.equal(feed(id).at(-1), 'run_start web1');
  gate.open();
});

test('a job whose end cannot be stored is crashed, as the next start would find it', async (t) => {
  const { jobs, gate, say, settled, feed } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  gate.failure = new Error('disk full');
  say(id, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
  await settled();
  assert.equal((await jobs.get('dev', id))?.status, 'crashed');
  assert.equal(feed(id).at(-1), 'job_complete crashed');
});

test('a job whose end waits for room on the disk is told and shown as it ended, and stays in memory until then', async (t) => {
  const { jobs, gate, say, settled, feed, clock, restart } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 ack_commit', 'web1 ack_run');
  await settled();
  gate.fill();
  say(id, 'web1 succeeded');
  await settled();
  assert.equal(feed(id).at(-1), 'job_complete complete');
  clock.advance(3_600_000);
  await settled();
  assert.equal((await jobs.get('dev', id))?.status, 'complete');
  assert.equal((await jobs.list('dev'))[0]?.status, 'complete');
  assert.deepEqual(jobs.inMemory(), [id]);

  gate.makeRoom();
  await settled();
  await settled();
  assert.deepEqual(jobs.inMemory(), []);
  const afterwards = restart();
  await afterwards.recover();
  assert.equal((await afterwards.get('dev', id))?.status, 'complete');
});
