import assert from 'node:assert/strict';
import test from 'node:test';
import { jobRequest, ONE_NODE } from './testing/job-fixtures.ts';
import { DEV_ORGANISATION, jobsFixture } from './testing/jobs-fixture.ts';

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
