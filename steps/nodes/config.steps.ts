import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { Given, Then } from '@cucumber/cucumber';
import { config, serverStatus } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import { readerHasNodesKey } from '../quirks/reader-becomes-node.ts';
import { SOME_CURVE_KEY } from '../requests/body-text.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const SESSION_KEY_BYTES = 32;

/** The session keys that a scenario has seen, in the order in which they were asked for; base64. */
const seen = new WeakMap<ScenarioWorld, string[]>();

function seenIn(world: ScenarioWorld): readonly string[] {
  const keys = seen.get(world) ?? [];
  assert.ok(keys.length > 1, 'the scenario has asked for less than two session keys');
  return keys;
}

/** Asks for a node's configuration and decrypts the session key in it. @throws where it is none for this private key */
async function seeSessionKey(
  world: ScenarioWorld,
  client: RestClient,
  privateKey: string,
  node: string,
): Promise<void> {
  const { encodedSessionKey } = await config(client, node, SOME_CURVE_KEY);
  const key = decryptSessionKey(encodedSessionKey.key, createPrivateKey(privateKey));
  assert.equal(key?.byteLength, SESSION_KEY_BYTES, `the session key of ${node} is not for ${client.user}`);
  seen.set(world, [...(seen.get(world) ?? []), key.toString('base64')]);
}

Given(
  '{word} has asked for the session key of {word}',
  async function (this: ScenarioWorld, label: string, node: string) {
    const { principals } = this;
    const name = principals.nameOf(node) ?? this.nodes.nameOf(node);
    await seeSessionKey(this, principals.as(label), principals.privateKeyOf(label), name);
  },
);

Given(
  '{word} has asked for the session key of {word} in the other organisation',
  async function (this: ScenarioWorld, label: string, node: string) {
    const { principals, neighbour } = this;
    const client = principals.as(label).as({ org: neighbour.scope.org });
    const name = principals.nameOf(node) ?? this.nodes.nameOf(node);
    await seeSessionKey(this, client, principals.privateKeyOf(label), name);
  },
);

Then('{word} has another key than {word}', function (this: ScenarioWorld, reader: string, node: string) {
  const [ofNode = '', ofReader = ''] = seenIn(this);
  const name = this.principals.nameOf(node) ?? node;
  if (!readerHasNodesKey({ ofNode, ofReader })) return;
  this.quirks.meet(
    'reader-becomes-node',
    `${reader} was given the session key of ${name} with its configuration`,
  );
});

Then('it is the same each time', function (this: ScenarioWorld) {
  assert.equal(new Set(seenIn(this)).size, 1);
});

Then('it is another each time', function (this: ScenarioWorld) {
  assert.equal(new Set(seenIn(this)).size, seenIn(this).length);
});

Then('the answer is of this life of the server', async function (this: ScenarioWorld) {
  const { incarnation_id: incarnation } = this.answer.json() as { readonly incarnation_id: string };
  assert.equal(incarnation, (await serverStatus(this.admin)).incarnationId);
});
