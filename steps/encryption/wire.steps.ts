import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** The network tells nobody what it carries. */
const LOOK_EVERY_MS = 10;

/** What sentences call the connections. */
type Wire = 'commands' | 'heartbeats';

function seen(world: ScenarioWorld, wire: Wire): string {
  const { network } = world.target;
  if (network === undefined) throw new Error('nobody listens to the network of this server');
  return network[wire].seen.toString('latin1');
}

Then(
  /^the (commands|heartbeats) on the wire show "(.*)"$/,
  async function (this: ScenarioWorld, wire: Wire, text: string) {
    const wanted = this.fill(text);
    await pollUntil(
      `${wanted} in the ${wire} on the wire`,
      async () => seen(this, wire).includes(wanted),
      Boolean,
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
  },
);

Then(
  /^the (commands|heartbeats) on the wire do not show "(.*)"$/,
  function (this: ScenarioWorld, wire: Wire, text: string) {
    const bytes = seen(this, wire);
    assert.ok(bytes.length > 0, `no ${wire} were seen at all`);
    assert.ok(!bytes.includes(this.fill(text)), `the ${wire} show it`);
  },
);
