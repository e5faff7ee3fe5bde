import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startFleet, startServer } from 'push-jobs-harness';

let server;
before(async () => {
  server = await startServer();
});
afterEach(() => server.reset());
after(() => server.close());

test('a node that fails is told apart from one that succeeds', async () => {
  await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['failing'] }] });
  const job = await server.jobs.run({ command: 'deploy', nodes: ['web1', 'web2'] });
  assert.deepEqual(job.nodes, { web1: 'succeeded', web2: 'failed' });
});

test('a node that dies in the middle is told while it happens', async () => {
  await startFleet(server, { nodes: ['web1'], behaviours: ['crashing'] });
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  const events = [];
  for await (const { event } of job.events()) events.push(event);
  assert.equal(events.at(-1), 'job_complete');
  assert.deepEqual((await job.end()).nodes, { web1: 'crashed' });
});
