import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startFleet, startServer } from 'push-jobs-harness';

let server;
before(async () => {
  server = await startServer({ dialect: 'pushy-server' });
});
afterEach(() => server.reset());
after(() => server.close());

test('nothing runs when the quorum is missed', async () => {
  await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['busy'] }] });
  const job = await server.jobs.run({ command: 'deploy', nodes: ['web1', 'web2'] });
  assert.equal(job.status, 'quorum_failed');
  assert.ok(job.events.every(({ event }) => event !== 'run_start'));
});

test('a job that a restart of the server interrupts has crashed, and its nodes come back', async () => {
  const neverEnds = { name: 'silent', options: { on: ['succeeded', 'failed'] } };
  const fleet = await startFleet(server, { nodes: ['web1'], behaviours: [neverEnds] });
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  for await (const { event } of job.events()) if (event === 'run_start') break;
  await server.restart();
  assert.equal((await job.shown()).status, 'crashed');
  await fleet.untilAvailable();
});

test('output is what the command wrote', async () => {
  await startFleet(server, {
    nodes: ['web1'],
    behaviours: [{ name: 'healthy', options: { stdout: 'done\n' } }],
  });
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'], captureOutput: true });
  await job.end();
  assert.equal(await job.output('web1'), 'done\n');
});
