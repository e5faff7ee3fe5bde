import { startFleet, startServer } from 'push-jobs-harness';
import { expect, test } from 'vitest';

test('a node gets the command and its environment', async () => {
  await using server = await startServer();
  await using fleet = await startFleet(server, { nodes: ['web2'] });
  const web1 = await fleet.byHand('web1');
  web1.on('commit').reply('ack');
  web1.on('run').reply('failed', { stderr: 'disk full\n' });
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1', 'web2'], env: { STAGE: 'test' } });
  expect(await web1.next('commit')).toMatchObject({ command: 'deploy', env: { STAGE: 'test' } });
  const { status } = await job.expect({ web1: 'failed', web2: 'succeeded' });
  expect(status).toBe('complete');
});
