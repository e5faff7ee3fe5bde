import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobsClient, type RestClientOptions, startFleet, startServer } from 'push-jobs-harness';

/** Stands for a program of yours: it deploys to one node after the other and stops at the first that fails. */
async function deploy(options: RestClientOptions, nodes: readonly string[]): Promise<readonly string[]> {
  await using jobs = new JobsClient(options);
  const deployed: string[] = [];
  for (const node of nodes) {
    const job = await jobs.run({ command: 'deploy', nodes: [node] });
    if (job.nodes[node] !== 'succeeded') break;
    deployed.push(node);
  }
  return deployed;
}

test('a deployment stops at the first node that fails', async () => {
  await using server = await startServer();
  await using fleet = await startFleet(server, {
    nodes: ['web1', { name: 'web2', behaviours: ['failing'] }, 'web3'],
  });
  const { url, org, admin } = server;
  const options = { serverUrl: url, org, user: admin.name, privateKey: admin.privateKey };
  assert.deepEqual(await deploy(options, fleet.names), ['web1']);
});
