import { Given, Then, When } from '@cucumber/cucumber';
import { expectJobEnd } from '../jobs/job-end.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** All of them are back long before they leave again, on a machine with a tenth of the usual speed as well. */
const HERD_EVERY_MS = 3_000;

const VOTES = ['ack_commit', 'nack_commit'];

Given('a fleet of {int} healthy nodes', async function (this: ScenarioWorld, count: number) {
  await this.nodes.addMany(count, 'healthy');
});

Given('{int} nodes never vote', async function (this: ScenarioWorld, count: number) {
  await this.nodes.addMany(count, 'silent');
});

Given(
  'the network loses {int} % of the votes of {nodes}',
  async function (this: ScenarioWorld, percent: number, labels: readonly string[]) {
    const options = { messages: VOTES, lose: percent / 100 };
    await this.nodes.add(labels, { name: 'lossy', options });
  },
);

Given(
  /^the network loses every (\w+) of (\w+)$/,
  async function (this: ScenarioWorld, message: string, label: string) {
    await this.nodes.add([label], { name: 'lossy', options: { messages: [message], lose: 1 } });
  },
);

Given('the network delays every answer of {word}', async function (this: ScenarioWorld, label: string) {
  await this.nodes.add([label], { name: 'lossy', options: { lose: 0, delay: 1, delayMs: 150 } });
});

Given(
  /^the network doubles every (\w+) and (\w+) of (\w+)$/,
  async function (this: ScenarioWorld, one: string, other: string, label: string) {
    const options = { messages: [one, other], lose: 0, duplicate: 1 };
    await this.nodes.add([label], { name: 'lossy', options });
  },
);

Given('the network is kind to {word} again', async function (this: ScenarioWorld, label: string) {
  await this.nodes.behave(label, 'healthy');
});

Given(
  '{int} nodes connect anew at the same instant, again and again',
  async function (this: ScenarioWorld, count: number) {
    await this.nodes.addMany(count, { name: 'herd', options: { everyMs: HERD_EVERY_MS } });
  },
);

When(
  'all of them are told {int} times that the server knows them',
  async function (this: ScenarioWorld, times: number) {
    for (const label of this.nodes.labels) {
      await this.nodes.waits.untilTrue(
        label,
        `${times} acks`,
        () => this.nodes.counts.newAcks(label) >= times,
      );
    }
  },
);

Then('all of them come to run a job', async function (this: ScenarioWorld) {
  await this.nodes.makeHealthy(this.nodes.labels);
  await this.startJob({ command: 'true', nodes: this.nodes.names });
  await expectJobEnd(this, 'complete');
});
