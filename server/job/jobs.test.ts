import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest, ONE_NODE } from './testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from './testing/jobs-fixture.ts';
import { statusesOf } from './testing/standing.ts';

test('a job id is 32 hex digits and begins with the tail of the id of its organisation', async (t) => {
  const { jobs } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  assert.match(id, /^0123456789ab[0-9a-f]{20}$/);
});

test('a job is stored before its nodes hear of it', async (t) => {
  const { jobs, nodes, store } = await jobsFixture(t);
  const starting = jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  assert.deepEqual(nodes.told, []);
  const { id } = await starting;
  assert.deepEqual(nodes.told, ['commit web1']);
  assert.equal((await store.jobs.get('dev', id))?.status, 'voting');
});

test('a node that is away when a job is asked for is stored so; one that is back when it begins takes part', async (t) => {
  const { jobs, nodes, store, feed } = await jobsFixture(t);
  nodes.unavailable.add('web1').add('web2');
  const starting = jobs.start(DEV_ORGANISATION, 'rebecca', jobRequest({ nodes: ['web1', 'web2', 'web3'] }));
  nodes.unavailable.delete('web1');
  nodes.unavailable.add('web3');
  const { id } = await starting;
  const expected = [
    ['web1', 'new'],
    ['web2', 'unavailable'],
    ['web3', 'unavailable'],
  ];
  assert.deepEqual(statusesOf((await jobs.get('dev', id))?.nodes), expected);
  assert.deepEqual(statusesOf((await store.jobs.get('dev', id))?.nodes), expected);
  assert.deepEqual(feed(id), [
    'start',
    'quorum_vote web2 down',
    'rehab web2',
    'quorum_vote web3 down',
    'rehab web3',
  ]);
});

test('a commit carries everything that was asked for', async (t) => {
  const { jobs, nodes } = await jobsFixture(t);
  const options = { user: 'daemon', dir: '/tmp', env: { A: 'b' }, file: 'raw:x', captureOutput: true };
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', jobRequest({ nodes: ['web1'], ...options }));
  const { captureOutput: capture, ...carried } = options;
  assert.deepEqual(nodes.messages, [
    { type: 'commit', jobId: id, server: 'harness', command: 'uptime', ...carried, capture },
  ]);
});

test('a job runs from its start to its end', async (t) => {
  const { jobs, nodes, say, settled, feed, store, clock } = await jobsFixture(t);
  const { id, createdAtMs } = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1', 'web2'] }),
  );
  clock.advance(1_000);
  say(id, 'web1 ack_commit', 'web2 ack_commit', 'web1 ack_run', 'web2 ack_run');
  assert.deepEqual(
    [(await jobs.get('dev', id))?.updatedAtMs, clock.now()],
    [clock.now(), createdAtMs + 1_000],
  );
  clock.advance(1_000);
  say(id, 'web1 succeeded');
  const running = await jobs.get('dev', id);
  assert.equal(running?.status, 'running');
  assert.equal(running?.updatedAtMs, createdAtMs + 1_000, 'nodes do not touch it');
  assert.deepEqual(statusesOf(running?.nodes), [
    ['web1', 'succeeded'],
    ['web2', 'running'],
  ]);
  say(id, 'web2 failed');
  await settled();

  const ended = await jobs.get('dev', id);
  assert.equal(ended?.status, 'complete');
  assert.equal(ended?.updatedAtMs, clock.now());
  assert.deepEqual(await store.jobs.get('dev', id), { ...ended, nodes: [...ended.nodes] });
  assert.deepEqual(nodes.told, ['commit web1', 'commit web2', 'run web1', 'run web2']);
  assert.deepEqual(feed(id), [
    'start',
    'quorum_vote web1 success',
    'quorum_vote web2 success',
    'quorum_succeeded',
    'run_start web1',
    'run_start web2',
    'run_complete web1 success',
    'run_complete web2 failure',
    'job_complete complete',
  ]);
});

test('a job in memory has another stamp whenever it is shown otherwise', async (t) => {
  const { jobs, say, settled, clock } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  const stamps = [jobs.stamp('dev', id)];
  say(id, 'web1 ack_commit');
  assert.equal(jobs.stamp('dev', id), jobs.stamp('dev', id));
  stamps.push(jobs.stamp('dev', id));
  say(id, 'web1 ack_run');
  stamps.push(jobs.stamp('dev', id));
  say(id, 'web1 succeeded');
  stamps.push(jobs.stamp('dev', id));
  await settled();
  stamps.push(jobs.stamp('dev', id));
  assert.deepEqual([stamps.includes(undefined), new Set(stamps).size], [false, 5]);
  assert.equal(jobs.stamp('ops', id), undefined);
  clock.advance(5_000);
  assert.equal(jobs.stamp('dev', id), undefined);
});

test('the voting timer and the run timer end a job that nobody answers', async (t) => {
  const { jobs, nodes, say, settled, feed, clock } = await jobsFixture(t);
  const silent = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  clock.advance(59_999);
  assert.equal(jobs.isRunning('dev', silent.id), true);
  clock.advance(1);
  await settled();
  assert.deepEqual(feed(silent.id), [
    'start',
    'quorum_vote web1 voting_timeout',
    'job_complete quorum_failed',
  ]);

  const endless = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(endless.id, 'web1 ack_commit', 'web1 ack_run');
  clock.advance(299_999);
  assert.equal(jobs.isRunning('dev', endless.id), true);
  clock.advance(1);
  await settled();
  assert.equal(feed(endless.id).at(-1), 'job_complete timed_out');
  assert.deepEqual(nodes.told, ['commit web1', 'rehab web1', 'commit web1', 'run web1', 'rehab web1']);
});

test('a run timeout of zero fires at once', async (t) => {
  const { jobs, say, settled, clock } = await jobsFixture(t);
  const { id } = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1'], runTimeoutSeconds: 0 }),
  );
  say(id, 'web1 ack_commit');
  clock.advance(0);
  await settled();
  assert.equal((await jobs.get('dev', id))?.status, 'timed_out');
});

test('messages of strangers, for unknown jobs and from other organisations are not taken', async (t) => {
  const { jobs } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  assert.equal(jobs.nodeMessage('dev', 'web9', id, 'ack_commit'), false);
  assert.equal(jobs.nodeMessage('dev', 'web1', 'f'.repeat(32), 'ack_commit'), false);
  assert.equal(jobs.nodeMessage('ops', 'web1', id, 'ack_commit'), false);
  assert.equal(jobs.isRunning('ops', id), false);
  assert.equal(jobs.isRunning('dev', id), true);
});

test('a job awaits a node until its part is over', async (t) => {
  const { jobs, say } = await jobsFixture(t);
  const { id } = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1', 'web2'], quorum: 0 }),
  );
  assert.equal(jobs.awaits('dev', 'web1', id), true);
  assert.equal(jobs.awaits('dev', 'web9', id), false);
  assert.equal(jobs.awaits('ops', 'web1', id), false);
  say(id, 'web1 nack_commit');
  assert.equal(jobs.awaits('dev', 'web1', id), false);
  say(id, 'web2 nack_commit');
  assert.equal(jobs.awaits('dev', 'web2', id), false);
});

test('every job that waits for a node hears that it is down', async (t) => {
  const { jobs, say, feed } = await jobsFixture(t);
  const running = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(running.id, 'web1 ack_commit', 'web1 ack_run');
  const voting = await jobs.start(DEV_ORGANISATION, 'rebecca', jobRequest({ nodes: ['web1', 'web2'] }));
  const other = await jobs.start(DEV_ORGANISATION, 'rebecca', jobRequest({ nodes: ['web2'] }));
  jobs.nodeDown('ops', 'web1');
  jobs.nodeDown('dev', 'web1');
  assert.deepEqual(feed(running.id).slice(-2), ['rehab web1', 'run_complete web1 crashed']);
  assert.deepEqual(feed(voting.id).slice(-2), ['quorum_vote web1 down', 'rehab web1']);
  assert.deepEqual(feed(other.id), ['start']);
});

test('jobs are listed oldest first, those in memory as they stand', async (t) => {
  const { jobs, say, settled } = await jobsFixture(t);
  const first = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  const second = await jobs.start(DEV_ORGANISATION, 'charles', ONE_NODE);
  say(second.id, 'web1 nack_commit');
  await settled();
  const listed = await jobs.list('dev');
  assert.deepEqual(
    listed.map(({ id, status, requestedBy }) => [id, status, requestedBy]),
    [
      [first.id, 'voting', 'rebecca'],
      [second.id, 'quorum_failed', 'charles'],
    ],
  );
  assert.deepEqual(await jobs.ids('dev'), [first.id, second.id]);
  assert.deepEqual(await jobs.ids('ops'), []);
  assert.equal(await jobs.get('ops', first.id), undefined);
});

test('a job that cannot be stored is not started', async (t) => {
  const { jobs, nodes } = await jobsFixture(t);
  const unknown = { ...DEV_ORGANISATION, name: 'nowhere' };
  await assert.rejects(jobs.start(unknown, 'rebecca', ONE_NODE));
  assert.deepEqual(jobs.inMemory(), []);
  assert.deepEqual(nodes.told, []);
});
