import assert from 'node:assert/strict';
import { AfterAll, Before, BeforeAll, Given, setDefaultTimeout, Then, When } from '@cucumber/cucumber';
import { startFleet, startServer } from 'push-jobs-harness';

// of each hook and step: Cucumber's 5 s are too few to load and start a server where other builds keep the machine busy
setDefaultTimeout(60_000);

let server;
BeforeAll(async () => {
  server = await startServer();
});
Before(() => server.reset());
AfterAll(() => server.close());

Given('a node {string} that runs commands', async function (name) {
  this.fleet = await startFleet(server, { nodes: [name], behaviours: ['exec'], exec: { allowRoot: true } });
});

When('{string} is run on it', async function (command) {
  this.job = await server.jobs.start({ command, nodes: this.fleet.names, captureOutput: true });
  assert.equal((await this.job.end()).status, 'complete');
});

Then('{string} has written {string}', async function (name, text) {
  assert.equal(await this.job.output(name), `${text}\n`);
});
