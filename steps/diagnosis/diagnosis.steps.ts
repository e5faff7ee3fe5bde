import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { anyKeyPair } from '../../conformance/target/key-pairs.ts';
import { pollUntil } from '../../conformance/target/poll.ts';
import { createClient } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** A diagnosis changes with time, and tells nobody. */
const LOOK_EVERY_MS = 5;

/** Keys of the pool: the one that the server knows, and another one. */
const OWN_KEY = 2;
const OTHER_KEY = 3;

interface Report {
  readonly node_name: string;
  readonly organization: string;
  readonly state: string;
  readonly sentence: string;
  readonly remedy: string;
  readonly last_right: { readonly stage: string } | null;
  readonly first_wrong: { readonly cause: string } | null;
}

async function diagnosisOf(world: ScenarioWorld, label: string): Promise<Report> {
  const reply = await world.admin.pushy('GET', `diagnosis/${world.nodes.nameOf(label)}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.json() as Report;
}

Then(
  /^the diagnosis of (\w+) is (unknown|down|rehab|available): "(.*)"$/,
  async function (this: ScenarioWorld, label: string, state: string, sentence: string) {
    const report = await pollUntil(
      `${state}: ${sentence}`,
      () => diagnosisOf(this, label),
      (seen) => seen.sentence === sentence && seen.state === state,
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
    assert.equal(report.node_name, this.nodes.nameOf(label));
    assert.equal(report.organization, this.scope.org);
    // whoever has nothing to mend is told nothing to do
    assert.equal(report.remedy === '', sentence.includes('is available: it answers'));
  },
);

Then(
  /^the diagnosis of (\w+) says that it came as far as (\w+), and then (\w+)$/,
  async function (this: ScenarioWorld, label: string, stage: string, cause: string) {
    await pollUntil(
      `${stage}, ${cause}`,
      () => diagnosisOf(this, label),
      (seen) =>
        (seen.last_right?.stage ?? 'nothing') === stage && (seen.first_wrong?.cause ?? 'nothing') === cause,
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
  },
);

When(
  /^(\w+) asks for the diagnosis of (\w+)$/,
  async function (this: ScenarioWorld, asker: string, label: string) {
    const path = `diagnosis/${this.nodes.nameOf(label)}`;
    this.answer = await this.principals.as(asker).pushy('GET', path);
  },
);

/** Ways to ask for a configuration, in the words of sentences; the client is registered and signs with its own key. */
const ASKING: Readonly<Record<string, (client: RestClient, path: string, ccpk: string) => Promise<unknown>>> =
  {
    'without a CURVE key': (client, path) => client.pushy('GET', path),
    'with a CURVE key that is none': (client, path) =>
      client.pushy('GET', `${path}?ccpk=${'~'.repeat(40)}&version=2.0`),
    'without a signature': (client, path, ccpk) => client.pushy('GET', `${path}?${ccpk}`, { signed: false }),
    'at no time': (client, path, ccpk) =>
      client.pushy('GET', `${path}?${ccpk}`, { headers: { 'X-Ops-Timestamp': 'yesterday' } }),
    'with a clock that is an hour slow': (client, path, ccpk) =>
      client
        .as({ clock: { ...client.clock, now: () => client.clock.now() - 3_600_000 } })
        .pushy('GET', `${path}?${ccpk}`),
    'with a key of somebody else': (client, path, ccpk) =>
      client.as({ privateKey: anyKeyPair(OTHER_KEY).privateKey }).pushy('GET', `${path}?${ccpk}`),
  };

async function askForConfig(world: ScenarioWorld, label: string, how: string): Promise<void> {
  const name = world.nodes.nameOf(label);
  const client = world.admin.as({ user: name, privateKey: anyKeyPair(OWN_KEY).privateKey });
  const ccpk = new URLSearchParams({ ccpk: newCurveKeyPair().publicKey, version: '2.0' }).toString();
  await ASKING[how]?.(client, `config/${name}`, ccpk);
}

When(
  new RegExp(`^(\\w+) has asked for its configuration (${Object.keys(ASKING).join('|')})$`),
  async function (this: ScenarioWorld, label: string, how: string) {
    await createClient(this.admin, {
      name: this.nodes.nameOf(label),
      publicKey: anyKeyPair(OWN_KEY).publicKey,
    });
    await askForConfig(this, label, how);
  },
);

When(
  '{word} has asked for its configuration without being registered',
  async function (this: ScenarioWorld, label: string) {
    await askForConfig(this, label, 'with a key of somebody else');
  },
);
