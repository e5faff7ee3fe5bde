import assert from 'node:assert/strict';
import test from 'node:test';
import { startFleet, startServer, type TraceEntry } from './index.ts';

test('a test is told what passes its server, of the nodes that it names, also after a reset', async (t) => {
  const entries: TraceEntry[] = [];
  const server = await startServer({
    trace: { onEntry: (entry) => void entries.push(entry), nodes: ['web2'] },
  });
  t.after(() => server.close());
  for (const round of ['first', 'second']) {
    const fleet = await startFleet(server, { nodes: ['web1', 'web2'] });
    await server.jobs.run({ command: 'deploy', nodes: ['web1', 'web2'], env: { SECRET: 'swordfish' } });
    await fleet.close();
    const told = entries.splice(0);
    assert.ok(
      told.some(({ type, verdict }) => type === 'ack_commit' && verdict === 'accepted'),
      round,
    );
    assert.ok(!JSON.stringify(told).includes('swordfish'), round);
    // what is of nobody may be of web2; of web1 there is nothing
    assert.deepEqual(new Set(told.map(({ node }) => node)), new Set(['web2', null]), round);
    await server.reset();
  }
});
