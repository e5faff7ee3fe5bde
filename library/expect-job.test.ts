import assert from 'node:assert/strict';
import test from 'node:test';
import { GaveUp, NotAsExpected, type StartedJob, startFleet, startServer } from './index.ts';

for (const dialect of ['documented', 'pushy-server'] as const) {
  test(`a job that ends as expected is given, nodes that are not named aside (${dialect})`, async (context) => {
    const server = await startServer({ dialect });
    context.after(() => server.close());
    const fleet = await startFleet(server, {
      nodes: ['web1', { name: 'web2', behaviours: ['busy'] }, { name: 'web3', behaviours: ['failing'] }],
    });
    const job = await server.jobs.start({ command: 'deploy', nodes: fleet.names, quorum: 2 });
    const ended = await job.expect({ web1: 'succeeded', web2: 'nacked' });
    assert.deepEqual([ended.status, ended.nodes.web3], ['complete', 'failed']);
  });
}

test('one that ends otherwise is told with what was wanted, what was seen, and the events', async (context) => {
  const server = await startServer();
  context.after(() => server.close());
  await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['failing'] }] });
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1', 'web2'] });
  const expected = { web1: 'succeeded', web2: 'nacked', web9: 'succeeded' } as const;
  await assert.rejects(job.expect(expected), (error) => {
    assert.ok(error instanceof NotAsExpected);
    assert.deepEqual(error.expected, expected);
    assert.deepEqual(error.actual, { web1: 'succeeded', web2: 'failed' });
    assert.match(
      error.message,
      new RegExp(
        `^job ${job.id}, complete: web2 failed, not nacked; web9 is not in the job, not succeeded\\n` +
          'wanted: web1 succeeded, web2 nacked, web9 succeeded\\nseen: web[12] .*\\nevents:\\n  start [^]*\\n  job_complete [^]*$',
      ),
    );
    assert.doesNotMatch(error.stack ?? '', /at .*(NotAsExpected|started-job)/);
    return true;
  });
});

test('one that does not end in time is told with how far it is', async (context) => {
  const server = await startServer();
  context.after(() => server.close());
  const fleet = await startFleet(server);
  const web1 = await fleet.byHand('web1');
  web1.on('commit').reply('ack');
  const job: StartedJob = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  await web1.next('run');
  web1.say('ack_run');
  for await (const { event } of job.events()) if (event === 'run_start') break;
  await assert.rejects(job.expect({ web1: 'succeeded' }, { withinMs: 1_000 }), (error) => {
    assert.ok(error instanceof GaveUp);
    assert.match(error.message, /the end of job \w+ with web1 succeeded; seen: /);
    assert.match(error.message, /web1 running; events: start .*run_start/);
    return true;
  });
  web1.say('failed');
  await job.expect({ web1: 'failed' });
});
