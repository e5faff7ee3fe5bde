import { Then, When } from '@cucumber/cucumber';
import { anyKeyPair } from '../../conformance/target/key-pairs.ts';
import { pollUntil } from '../../conformance/target/poll.ts';
import { clientNamed, createClient, deleteClient, rotateClientKey } from '../../protocol/client/api.ts';
import { seeRefused } from '../refusals/refused.ts';
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

/** A node that is connected loses its connection, and the next one, which it makes by itself, is refused. */
When(
  new RegExp(`^the client of (\\w+) is (${Object.keys(CHANGES).join('|')})$`),
  async function (this: ScenarioWorld, label: string, change: string) {
    this.provoke('ended_key');
    await CHANGES[change]?.(this, await clientOf(this, label), label);
  },
);

/** The key that it had is refused to its next connection, which it makes by itself, and does not while it has one. */
Then('the server has ended the connection of {word}', async function (this: ScenarioWorld, _label: string) {
  await seeRefused(this, 'ended_key');
});

/** Its next connection, where the server has ended the one that it had, and what it says over that one otherwise. */
Then('the server refuses what {word} says', async function (this: ScenarioWorld, label: string) {
  this.provoke('ended_session');
  await pollUntil(
    `something that ${label} says is refused`,
    () => this.scope.refusals(),
    ({ ended_session: messages = 0, ended_key: connections = 0 }) => messages + connections > 0,
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});
