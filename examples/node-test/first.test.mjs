import assert from 'node:assert/strict';
import test from 'node:test';
import { startFleet, startServer } from 'push-jobs-harness';

test('a node that fails is told apart from one that succeeds', async (t) => {
  const server = await startServer();
  t.after(() => server.close());
  await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['failing'] }] });
  const job = await server.jobs.run({ command: 'deploy', nodes: ['web1', 'web2'] });
  assert.deepEqual(job.nodes, { web1: 'succeeded', web2: 'failed' });
});
