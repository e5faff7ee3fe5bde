import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest } from '../job/testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from '../job/testing/jobs-fixture.ts';
import { statusesOf } from '../job/testing/standing.ts';

const ONE_NODE = jobRequest({ nodes: ['web1'] });
const TWO_NODES = jobRequest({ nodes: ['web1', 'web2'] });

test('unordered-list: jobs are listed in another order than the oldest first, every time the same', async (t) => {
  const { jobs } = await jobsFixture(t, 'unordered-list');
  const started: string[] = [];
  for (let count = 1; count <= 6; count += 1) {
    started.push((await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE)).id);
    const listed = await jobs.ids('dev');
    assert.deepEqual(listed.toSorted(), started.toSorted());
    if (count > 1) assert.notDeepEqual(listed, started);
    assert.deepEqual(await jobs.ids('dev'), listed);
    assert.deepEqual(
      (await jobs.list('dev')).map(({ id }) => id),
      listed,
    );
  }
});

test('restart-forgets-votes: nodes that had not begun stay as they were, those that ran have crashed', async (t) => {
  const { jobs, say, restart } = await jobsFixture(t, 'restart-forgets-votes');
  const voting = await jobs.start(DEV_ORGANISATION, 'rebecca', TWO_NODES);
  const running = await jobs.start(DEV_ORGANISATION, 'rebecca', TWO_NODES);
  say(voting.id, 'web1 ack_commit');
  say(running.id, 'web1 ack_commit', 'web2 ack_commit', 'web1 ack_run');
  await jobs.stop();
  const next = restart();
  await next.recover();
  const nodesOf = async (id: string) => Object.fromEntries(statusesOf((await next.get('dev', id))?.nodes));
  assert.deepEqual(await nodesOf(voting.id), { web1: 'ready', web2: 'new' });
  assert.deepEqual(await nodesOf(running.id), { web1: 'crashed', web2: 'ready' });
});

test('told-before-stored: the feed has the end at once, the job a while later', async (t) => {
  const { jobs, say, feed, clock, settled, store } = await jobsFixture(t, 'told-before-stored');
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
  await settled();
  assert.equal(feed(id).at(-1), 'job_complete complete');
  clock.advance(99);
  await settled();
  assert.equal((await jobs.get('dev', id))?.status, 'running');
  assert.equal((await store.jobs.get('dev', id))?.status, 'running');
  clock.advance(901);
  await settled();
  assert.equal((await jobs.get('dev', id))?.status, 'complete');
  assert.equal((await store.jobs.get('dev', id))?.status, 'complete');
  clock.advance(5_000);
  assert.deepEqual(jobs.inMemory(), []);
});

test('nul-in-output: a NUL in one channel keeps both from being stored', async (t) => {
  const { jobs, say } = await jobsFixture(t, 'nul-in-output');
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', TWO_NODES);
  say(id, 'web1 ack_commit', 'web2 ack_commit', 'web1 ack_run', 'web2 ack_run');
  jobs.nodeMessage('dev', 'web1', id, 'succeeded', { stdout: 'out', stderr: 'e\0rr' });
  jobs.nodeMessage('dev', 'web2', id, 'succeeded', { stdout: 'out', stderr: 'err' });
  assert.equal(await jobs.output('dev', id, 'web1', 'stdout'), undefined);
  assert.equal(await jobs.output('dev', id, 'web1', 'stderr'), undefined);
  assert.equal((await jobs.output('dev', id, 'web2', 'stdout'))?.toString(), 'out');
});

test('deaf-after-the-end: an ended job takes every message until it leaves memory', async (t) => {
  const { jobs, say, feed, clock, settled } = await jobsFixture(t, 'deaf-after-the-end');
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 nack_commit');
  await settled();
  const told = feed(id);
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'ack_commit'), true);
  assert.equal(jobs.isRunning('dev', id), true, 'a heartbeat that names it is no reason for rehab');
  assert.deepEqual(feed(id), told);
  clock.advance(5_000);
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'ack_commit'), false);
  assert.equal(jobs.isRunning('dev', id), false);
});

test('stranger-crashes-job: a stranger ends the job without another event, and its nodes stay as they were', async (t) => {
  const { jobs, say, clock, settled } = await jobsFixture(t, 'stranger-crashes-job');
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', TWO_NODES);
  say(id, 'web1 ack_commit');
  const events: string[] = [];
  let ends = 0;
  jobs.feeds.jobFeed('dev', id)?.subscribe(
    ({ event }) => events.push(event.name),
    () => {
      ends += 1;
    },
  );
  assert.equal(jobs.nodeMessage('dev', 'web9', id, 'succeeded'), true);
  await settled();
  const job = await jobs.get('dev', id);
  assert.equal(job?.status, 'crashed');
  assert.deepEqual(Object.fromEntries(statusesOf(job?.nodes)), { web1: 'ready', web2: 'new' });
  assert.deepEqual([events, ends], [[], 1]);
  assert.deepEqual(jobs.inMemory(), []);
  assert.equal(jobs.feeds.jobFeed('dev', id), undefined);
  assert.equal(clock.pendingTimers, 0);
  assert.equal(jobs.nodeMessage('dev', 'web2', id, 'ack_commit'), false);
});

test('without a quirk a stranger is not heard, and an ended job takes nothing', async (t) => {
  const { jobs, say, settled } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  assert.equal(jobs.nodeMessage('dev', 'web9', id, 'succeeded'), false);
  say(id, 'web1 nack_commit');
  await settled();
  assert.equal(jobs.nodeMessage('dev', 'web1', id, 'ack_commit'), false);
});
