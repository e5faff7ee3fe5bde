import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest } from './testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from './testing/jobs-fixture.ts';
import { statusesOf } from './testing/standing.ts';

const ONE_NODE = jobRequest({ nodes: ['web1'] });

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

test('output is kept with both channels, whatever the flag says, and only for its organisation', async (t) => {
  const { jobs, say, settled, clock, missed } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 ack_commit', 'web1 ack_run');
  const output = { stdout: 'naïve\0\n', stderr: '' };
  jobs.nodeMessage('dev', 'web1', id, 'failed', output);
  await settled();
  clock.advance(5_000);
  assert.deepEqual(jobs.inMemory(), []);
  assert.deepEqual(await jobs.output('dev', id, 'web1', 'stdout'), Buffer.from(output.stdout));
  assert.deepEqual(await jobs.output('dev', id, 'web1', 'stderr'), Buffer.alloc(0));
  assert.equal(await jobs.output('ops', id, 'web1', 'stdout'), undefined);
  assert.equal(await jobs.output('dev', id, 'web9', 'stdout'), undefined);
  assert.deepEqual(missed, []);
});

test('a message with one channel of output alone is told of, and neither channel is there', async (t) => {
  const { jobs, say, missed } = await jobsFixture(t);
  const { id } = await jobs.start(DEV_ORGANISATION, 'rebecca', ONE_NODE);
  say(id, 'web1 ack_commit', 'web1 ack_run');
  jobs.nodeMessage('dev', 'web1', id, 'succeeded', { stdout: 'alone' });
  assert.deepEqual(missed, [`half dev web1 ${id}`]);
  assert.equal(await jobs.output('dev', id, 'web1', 'stdout'), undefined);
  assert.equal(await jobs.output('dev', id, 'web1', 'stderr'), undefined);
});

test('output that comes while the job votes is not kept, and of two outputs the first stays', async (t) => {
  const { jobs, say } = await jobsFixture(t);
  const { id } = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1', 'web2', 'web3'], quorum: 2 }),
  );
  jobs.nodeMessage('dev', 'web1', id, 'succeeded', { stdout: 'early', stderr: '' });
  say(id, 'web2 ack_commit', 'web3 ack_commit', 'web2 ack_run');
  for (const stdout of ['first', 'second'])
    jobs.nodeMessage('dev', 'web2', id, 'succeeded', { stdout, stderr: '' });
  assert.equal(await jobs.output('dev', id, 'web1', 'stdout'), undefined);
  assert.equal((await jobs.output('dev', id, 'web2', 'stdout'))?.toString(), 'first');
});

test('output that was asked for and left out is told of', async (t) => {
  const { jobs, say, missed } = await jobsFixture(t);
  const { id } = await jobs.start(
    DEV_ORGANISATION,
    'rebecca',
    jobRequest({ nodes: ['web1'], captureOutput: true }),
  );
  say(id, 'web1 ack_commit', 'web1 ack_run', 'web1 succeeded');
  assert.deepEqual(missed, [`dropped dev web1 ${id}`]);
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
