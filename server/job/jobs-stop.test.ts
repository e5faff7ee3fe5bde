import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest, ONE_NODE } from './testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from './testing/jobs-fixture.ts';
import { statusesOf } from './testing/standing.ts';

test('stopping ends timers and feeds, and the next start finds the unfinished jobs crashed', async (t) => {
  const { jobs, say, clock, restart, nodes, settled } = await jobsFixture(t);
  const voting = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  const running = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1', 'web2', 'web3'], quorum: 2 }),
  );
  say(running.id, 'web1 ack_commit', 'web2 ack_commit', 'web3 nack_commit', 'web1 ack_run', 'web1 succeeded');
  let ends = 0;
  jobs.feeds.jobFeed('dev', voting.id)?.subscribe(
    () => assert.fail('no event'),
    () => {
      ends += 1;
    },
  );
  await jobs.stop();
  assert.equal(ends, 1);
  assert.equal(clock.pendingTimers, 0);
  assert.equal(jobs.nodeMessage('dev', 'web1', voting.id, 'ack_commit'), false);
  jobs.nodeDown('dev', 'web1');
  await assert.rejects(jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE), /stopping/);
  await settled();

  const next = restart();
  assert.equal(await next.recover(), 2);
  assert.equal(await next.recover(), 0);
  assert.equal((await next.get('dev', voting.id))?.status, 'crashed');
  const record = await next.get('dev', running.id);
  assert.equal(record?.status, 'crashed');
  assert.deepEqual(statusesOf(record?.nodes), [
    ['web1', 'succeeded'],
    ['web2', 'was_ready'],
    ['web3', 'nacked'],
  ]);
  assert.equal(nodes.told.includes('rehab web1'), false);
});

test('stopping waits for an end that is being stored', async (t) => {
  const { jobs, gate, say, store, feed, clock } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  gate.close();
  say(id, 'web1 nack_commit');
  const stopping = jobs.stop();
  gate.open();
  await stopping;
  assert.equal(feed(id).at(-1), 'job_complete quorum_failed');
  assert.equal((await store.jobs.get('dev', id))?.status, 'quorum_failed');
  assert.equal(clock.pendingTimers, 0);
});

test('a job that is being stored while the server stops is left to the next start', async (t) => {
  const { jobs, nodes, restart } = await jobsFixture(t);
  const starting = jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  await jobs.stop();
  await starting;
  assert.deepEqual(nodes.told, []);
  assert.equal(await restart().recover(), 1);
});
