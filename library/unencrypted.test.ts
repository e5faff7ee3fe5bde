import assert from 'node:assert/strict';
import test from 'node:test';
import { startFleet } from './start-fleet.ts';
import { startServer } from './start-server.ts';

const NODES = ['web1', { name: 'old1', behaviours: ['unencrypted'] }] as const;

for (const dialect of ['documented', 'pushy-server'] as const) {
  test(`virtual nodes without encryption run a job beside others (${dialect})`, async (context) => {
    const server = await startServer({ allowUnencrypted: true, dialect });
    context.after(() => server.close());
    await startFleet(server, { nodes: [...NODES] });
    const job = await server.jobs.run({ command: 'deploy', nodes: ['web1', 'old1'] });
    assert.deepEqual(job.nodes, { web1: 'succeeded', old1: 'succeeded' });
    const before = server.unencrypted;
    await server.restart();
    await server.untilAvailable(['web1', 'old1']);
    assert.deepEqual(server.unencrypted, before);
  });
}
