import { Given } from '@cucumber/cucumber';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const VOTES = ['ack_commit', 'nack_commit'];

/** So many more nodes, whose labels no sentence needs. */
function addMany(world: ScenarioWorld, count: number, behaviour: BehaviourChoice): Promise<void> {
  const first = world.nodes.names.length + 1;
  const labels = Array.from({ length: count }, (_, index) => `node${first + index}`);
  return world.nodes.add(labels, behaviour);
}

Given('a fleet of {int} healthy nodes', async function (this: ScenarioWorld, count: number) {
  await addMany(this, count, 'healthy');
});

Given('{int} nodes never vote', async function (this: ScenarioWorld, count: number) {
  await addMany(this, count, 'silent');
});

Given(
  'the network loses {int} % of the votes of {nodes}',
  async function (this: ScenarioWorld, percent: number, labels: readonly string[]) {
    const options = { messages: VOTES, lose: percent / 100 };
    await this.nodes.add(labels, { name: 'lossy', options });
  },
);
