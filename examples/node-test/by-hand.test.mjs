import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startFleet, startServer } from 'push-jobs-harness';

let server;
before(async () => {
  server = await startServer();
});
afterEach(() => server.reset());
after(() => server.close());

test('nodes reply as they are told', async () => {
  const fleet = await startFleet(server);
  const web1 = await fleet.byHand('web1');
  const web2 = await fleet.byHand('web2');
  web1.on('commit').reply('ack');
  web1.on('run').after(50).reply('succeeded', { stdout: 'done\n' });
  web2.on('commit').reply('nack');
  const job = await server.jobs.start({
    command: 'deploy',
    nodes: ['web1', 'web2'],
    quorum: 1,
    captureOutput: true,
  });
  await job.expect({ web1: 'succeeded', web2: 'nacked' });
  assert.equal(await job.output('web1'), 'done\n');
});

test('a node says the wrong thing in the middle of a job', async () => {
  const fleet = await startFleet(server);
  const web1 = await fleet.byHand('web1');
  web1.on('commit').reply('ack');
  const job = await server.jobs.start({ command: 'deploy', nodes: ['web1'] });
  await web1.next('run', { withinMs: 10_000 });
  web1.say('ack_commit');
  await job.expect({ web1: 'crashed' });
});
