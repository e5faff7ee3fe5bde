import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type FleetOfServer, GaveUp, type HarnessServer, startFleet, startServer } from './index.ts';

interface Started {
  readonly server: HarnessServer;
  readonly fleet: FleetOfServer;
}

async function started(context: TestContext): Promise<Started> {
  const server = await startServer();
  context.after(() => server.close());
  return { server, fleet: await startFleet(server) };
}

test('a node by hand replies as it is told, each time', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  const web2 = await fleet.byHand('web2');
  web1.on('commit').reply('ack');
  web1.on('run').after(5).reply('succeeded', { stdout: 'done\n' });
  web2.on('commit').reply('ack');
  web2.on('run').reply('failed', { stderr: 'disk full\n' });
  for (let round = 0; round < 2; round++) {
    const nodes = ['web1', 'web2'];
    const job = await server.jobs.start({ command: 'deploy', nodes, captureOutput: true });
    assert.deepEqual((await job.end()).nodes, { web1: 'succeeded', web2: 'failed' });
    assert.equal(await job.output('web1'), 'done\n');
    assert.equal(await job.output('web1', 'stderr'), '');
    assert.equal(await job.output('web2', 'stderr'), 'disk full\n');
  }
});

test('the last rule for a message counts, and never is one', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  web1.on('commit').reply('ack');
  web1.on('commit').reply('nack');
  assert.deepEqual((await server.jobs.run({ command: 'deploy', nodes: ['web1'] })).nodes, { web1: 'nacked' });
  web1.on('commit').never();
  const job = await server.jobs.run({ command: 'deploy', nodes: ['web1'] });
  assert.deepEqual([job.status, job.nodes], ['quorum_failed', { web1: 'unavailable' }]);
});

test('it waits for what it is told, and says what it likes', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'], env: { A: 'b' } });
  const commit = await web1.next('commit');
  assert.deepEqual([commit.jobId, commit.command, commit.env], [job.id, 'deploy', { A: 'b' }]);
  web1.say('heartbeat');
  web1.say('ack_commit');
  assert.equal((await web1.next('run')).jobId, job.id);
  web1.say('ack_run');
  web1.say('succeeded', { jobId: job.id });
  const { events, nodes } = await job.end();
  assert.deepEqual(nodes, { web1: 'succeeded' });
  assert.deepEqual(
    events.map(({ event }) => event),
    ['start', 'quorum_vote', 'quorum_succeeded', 'run_start', 'run_complete', 'job_complete'],
  );
});

test('a wrong answer costs it its place, and it answers the abort by itself', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  web1.on('commit').reply('ack');
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  await web1.next('run');
  web1.say('ack_commit');
  assert.deepEqual((await job.end()).nodes, { web1: 'crashed' });
  await web1.next('abort');
  await fleet.untilAvailable();
});

test('its answer to abort can be taken over, late or never', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  web1.on('abort').never();
  web1.on('commit').reply('ack');
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  await web1.next('run');
  web1.say('aborted', { jobId: job.id });
  await job.end();
  await web1.next('abort');
  // told again and again as long as it does not answer
  await web1.next('abort');
  assert.equal(server.isAvailable('web1'), false);
  web1.on('abort').after(5).reply('aborted');
  await fleet.untilAvailable();
});

test('a node of the fleet can be taken by hand, and be on its own again', async (context) => {
  const { server, fleet } = await started(context);
  await fleet.add({ name: 'web1', behaviours: ['failing'] });
  const web1 = await fleet.byHand('web1');
  assert.equal(await fleet.byHand('web1'), web1);
  web1.on('commit').reply('nack');
  const waiting = assert.rejects(web1.next('run'), /other behaviours/);
  fleet.behave('web1', 'healthy');
  await waiting;
  assert.deepEqual((await server.jobs.run({ command: 'deploy', nodes: ['web1'] })).nodes, {
    web1: 'succeeded',
  });
});

test('what does not come is told with what came', async (context) => {
  const { server, fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  await web1.next('commit');
  await assert.rejects(web1.next('run', { withinMs: 1 }), (error) => {
    assert.ok(error instanceof GaveUp);
    assert.equal(
      error.message,
      `wanted within 1 ms: run to web1; seen: it was told commit for job ${job.id}`,
    );
    return true;
  });
  const waiting = assert.rejects(web1.next('run'), /the fleet is closed/);
  await fleet.close();
  await waiting;
  await assert.rejects(web1.next('run'), /the fleet is closed/);
});

test('words that there are not are refused with those that there are', async (context) => {
  const { fleet } = await started(context);
  const web1 = await fleet.byHand('web1');
  const words: { readonly [method in 'on' | 'say' | 'next' | 'reply']: () => unknown } = {
    // @ts-expect-error 'commit'
    on: () => web1.on('comit'),
    // @ts-expect-error 'ack_commit'
    say: () => web1.say('ack'),
    // @ts-expect-error 'run'
    next: () => web1.next('ran'),
    // @ts-expect-error 'nack'
    reply: () => web1.on('run').reply('no'),
  };
  assert.throws(words.on, /no message to a node 'comit'; there are commit, run, abort/);
  assert.throws(words.say, /no message of a node 'ack'; there are heartbeat, ack_commit/);
  await assert.rejects(async () => words.next(), /no message to a node 'ran'/);
  assert.throws(words.reply, /no reply to run 'no'; there are ack, nack, succeeded, failed/);
  assert.throws(() => web1.on('commit').after(Number.NaN), /NaN ms; give 0 or more/);
  assert.throws(() => web1.say('ack_commit'), /has received no job/);
  web1.node.crash();
  assert.throws(() => web1.say('heartbeat'), /it has no connection \(its process is away\)/);
});
