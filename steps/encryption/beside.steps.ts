import { Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** The list changes with the connections, and tells nobody. */
const LOOK_EVERY_MS = 5;

Then(
  '{nodes} is/are listed as connected without encryption, and nobody else',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    const names = [...this.nodes.namesOf(labels)].sort();
    await pollUntil(
      `a list of ${names.join(', ')}`,
      async () => (await this.admin.pushy('GET', 'unencrypted_nodes')).text,
      (text) => text === JSON.stringify(names),
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
  },
);
