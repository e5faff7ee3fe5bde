import { Given, When } from '@cucumber/cucumber';
import type { Network } from '../../conformance/target/network.ts';
import type { WireFault } from '../../simulator/faults/fault.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** What the network can do, in the words of sentences: to the connections for commands, and to those for heartbeats. */
const FAILURES: Readonly<Record<string, Partial<Record<keyof Network, WireFault>>>> = {
  'holds back what nodes say': { commands: { kind: 'stall', direction: 'to_server' } },
  'holds back what nodes are told': { commands: { kind: 'stall', direction: 'to_nodes' } },
  "holds back the server's heartbeats": { heartbeats: { kind: 'stall', direction: 'to_nodes' } },
  'loses what nodes say': { commands: { kind: 'drop', direction: 'to_server' } },
  'is slow': both({ kind: 'latency', delayMs: 100, jitterMs: 50 }),
  'is narrow': { commands: { kind: 'bandwidth', bytesPerSecond: 10_000 } },
  'breaks every connection': both({ kind: 'reset', refuses: false }),
  'breaks every connection again and again': { commands: { kind: 'reset', everyMs: 400, refuses: false } },
  'is down': both({ kind: 'reset', refuses: true }),
  'closes connections without a word to the nodes': { commands: { kind: 'half_open', unaware: 'node' } },
  'closes connections without a word to the server': { commands: { kind: 'half_open', unaware: 'server' } },
};

function both(fault: WireFault): Record<keyof Network, WireFault> {
  return { commands: fault, heartbeats: fault };
}

function networkOf(world: ScenarioWorld): Network {
  const { network } = world.target;
  if (network === undefined) throw new Error('the network of this server cannot be made to fail');
  return network;
}

When(
  new RegExp(`^the network (${Object.keys(FAILURES).join('|')})$`),
  function (this: ScenarioWorld, words: string) {
    const { commands, heartbeats } = FAILURES[words] ?? {};
    const network = networkOf(this);
    this.nodes.counts.forgetAcks(this.nodes.labels);
    if (commands) network.commands.fail(commands);
    if (heartbeats) network.heartbeats.fail(heartbeats);
  },
);

When('the network is as it was', function (this: ScenarioWorld) {
  networkOf(this).commands.mend();
  networkOf(this).heartbeats.mend();
});

When(
  'the network loses every heartbeat that {word} is sent',
  async function (this: ScenarioWorld, label: string) {
    await this.nodes.behave(label, { name: 'lossy', options: { messages: ['server_heartbeat'], lose: 1 } });
  },
);

When(
  'the network loses no heartbeat that {word} is sent any more',
  async function (this: ScenarioWorld, label: string) {
    await this.nodes.behave(label, 'healthy');
  },
);

Given('the network delays all that {word} is told', async function (this: ScenarioWorld, label: string) {
  const messages = ['commit', 'run', 'abort', 'ack', 'server_heartbeat'];
  await this.nodes.add([label], { name: 'lossy', options: { messages, lose: 0, delay: 1, delayMs: 150 } });
});
