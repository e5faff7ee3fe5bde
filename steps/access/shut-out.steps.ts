import { Then, When } from '@cucumber/cucumber';
import { clientNamed, createClient, deleteClient, rotateClientKey } from '../../protocol/client/api.ts';
import { anyKeyPair } from '../world/key-pairs.ts';
import { pollUntil } from '../world/poll.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const LOOK_EVERY_MS = 2;

/** A client that a scenario has made, and the key that it was made with. */
interface KnownClient {
  readonly name: string;
  readonly publicKey: string;
}

/** What becomes of a client, in the words of sentences; those that are given another key go on to sign with it. */
const CHANGES: Readonly<
  Record<string, (world: ScenarioWorld, client: KnownClient, label: string) => Promise<void>>
> = {
  deleted: ({ admin }, { name }) => deleteClient(admin, name),
  'given another key': async (world, { name }, label) => {
    await rotateClientKey(world.admin, { name, publicKey: newKey(world, label) });
  },
  'deleted and made anew': async (world, { name }, label) => {
    await deleteClient(world.admin, name);
    await createClient(world.admin, { name, publicKey: newKey(world, label) });
  },
  'deleted and made anew with its old key': async ({ admin }, client) => {
    await deleteClient(admin, client.name);
    await createClient(admin, client);
  },
};

function newKey(world: ScenarioWorld, label: string): string {
  if (world.principals.nameOf(label) === undefined) return anyKeyPair(3).publicKey;
  world.principals.changeKey(label);
  return world.principals.publicKeyOf(label);
}

/** A client of the scenario's sentences, or that of a node that was brought up or asked for its configuration. */
async function clientOf({ principals, nodes, admin }: ScenarioWorld, label: string): Promise<KnownClient> {
  const name = principals.nameOf(label) ?? nodes.nameOf(label);
  const publicKey = (await clientNamed(admin, name))?.publicKey;
  if (publicKey === undefined) throw new Error(`the server has no client ${name} with a key`);
  return { name, publicKey };
}

When(
  new RegExp(`^the client of (\\w+) is (${Object.keys(CHANGES).join('|')})$`),
  async function (this: ScenarioWorld, label: string, change: string) {
    await CHANGES[change]?.(this, await clientOf(this, label), label);
  },
);

/** It may connect anew meanwhile, which is refused as well. */
Then('the server refuses what {word} says', async function (this: ScenarioWorld, label: string) {
  for (const reason of ['ended_session', 'ended_key']) this.provoke(reason);
  await pollUntil(
    `something that ${label} says is refused`,
    () => this.place.refusals(),
    ({ ended_session: refused = 0 }) => refused > 0,
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});
