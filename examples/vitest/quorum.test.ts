import { startFleet, startServer } from 'push-jobs-harness';
import { expect, test } from 'vitest';

test('a busy node costs the quorum', async () => {
  await using server = await startServer({ dialect: 'pushy-server', timings: { votingTimeoutMs: 500 } });
  await using fleet = await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['busy'] }] });
  const job = await server.jobs.run({ command: 'deploy', nodes: fleet.names });
  expect(job.status).toBe('quorum_failed');
  expect(job.nodes).toEqual({ web1: 'was_ready', web2: 'nacked' });
});
