import { After, Given, Then, When } from '@cucumber/cucumber';
import { anyKeyPair } from '../../conformance/target/key-pairs.ts';
import { pollUntil } from '../../conformance/target/poll.ts';
import { createClient } from '../../protocol/client/api.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { seeRefused } from '../refusals/refused.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { type Encryption, Stranger } from './stranger.ts';

const LOOK_EVERY_MS = 10;

const strangers = new WeakMap<ScenarioWorld, Stranger>();

function strangerOf(world: ScenarioWorld): Stranger {
  const stranger = strangers.get(world);
  if (stranger === undefined) throw new Error('nobody has fetched a configuration in this scenario');
  return stranger;
}

/** Ways to connect, in the words of sentences. */
const WAYS: Readonly<Record<string, (stranger: Stranger) => Encryption | undefined>> = {
  'as its configuration says': (stranger) => stranger.announced,
  'with a key that it has not announced': ({ announced }) => ({ ...announced, keys: newCurveKeyPair() }),
  'to the key of another server': ({ announced }) => ({
    ...announced,
    serverKey: newCurveKeyPair().publicKey,
  }),
  'with the key of the repeated request': (stranger) => ({
    ...stranger.announced,
    keys: stranger.otherKeys ?? stranger.keys,
  }),
  'without encryption': () => undefined,
};

/** Whoever has seen the request on its way can send it again: its query is not signed. */
Given(
  /^the request of \w+ is sent again (as it was|with another CURVE key)$/,
  async function (this: ScenarioWorld, how: string) {
    const stranger = strangerOf(this);
    const { request } = stranger;
    if (request === undefined) throw new Error('it is not known what was sent');
    const { headers } = request;
    let { path } = request;
    if (how !== 'as it was') {
      stranger.otherKeys = newCurveKeyPair();
      const changed = new URL(path, this.target.url);
      changed.searchParams.set('ccpk', stranger.otherKeys.publicKey);
      path = changed.pathname + changed.search;
    }
    this.answer = await this.admin.request('GET', path, { signed: false, headers: { ...headers } });
  },
);

When('{word} connects and says nothing', function (this: ScenarioWorld, _label: string) {
  const stranger = strangerOf(this);
  stranger.open(stranger.announced);
});

Given('{word} has fetched its configuration', async function (this: ScenarioWorld, label: string) {
  const { publicKey, privateKey } = anyKeyPair(2);
  const name = this.nodes.nameOf(label);
  await createClient(this.admin, { name, publicKey });
  const client = this.admin.as({ user: name, privateKey });
  strangers.set(this, await Stranger.configure(client, name, privateKey, this.journal?.frames));
});

Given(
  '{word} has fetched the configuration of {word}',
  async function (this: ScenarioWorld, label: string, node: string) {
    const { principals } = this;
    const name = principals.nameOf(node) ?? this.nodes.nameOf(node);
    const privateKey = principals.privateKeyOf(label);
    const observe = this.journal?.frames;
    strangers.set(this, await Stranger.configure(principals.as(label), name, privateKey, observe));
  },
);

/** Why the server refuses somebody who has what a user was given, in the words of sentences. */
const NOT_LET_IN = {
  admit: { reason: 'unknown_key', otherwise: 'a key that a user had sent was admitted' },
  believe: { reason: 'unknown_sender', otherwise: "the session key that a user was given is the node's" },
} as const;

/** It is refused, or it is not and is a node that the server lists: one of both happens. */
Then(
  /^the server does not (admit|believe) (\w+)$/,
  async function (this: ScenarioWorld, how: keyof typeof NOT_LET_IN, label: string) {
    const { reason, otherwise } = NOT_LET_IN[how];
    const name = this.principals.nameOf(label) ?? this.nodes.nameOf(label);
    this.provoke(reason);
    const isListed = async (): Promise<boolean> =>
      (await this.admin.pushy('GET', 'node_states')).text.includes(JSON.stringify(name));
    const seen = await pollUntil(
      `${label} refused or listed`,
      async () => {
        if (await isListed()) return 'listed';
        return (await this.scope.refusals())[reason] === undefined ? 'neither' : 'refused';
      },
      (outcome) => outcome !== 'neither',
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
    if (seen === 'listed') this.quirks.meet('reader-becomes-node', `${name} is listed: ${otherwise}`);
  },
);

When(
  new RegExp(`^\\w+ connects (${Object.keys(WAYS).join('|')})$`),
  async function (this: ScenarioWorld, way: string) {
    const stranger = strangerOf(this);
    await stranger.connect(WAYS[way]?.(stranger));
  },
);

/** Longer than a connection takes to be refused. */
const TRY_AGAIN_MS = 500;

/** A client that finds out by itself that it cannot connect hangs up, sometimes before it is refused: then it tries again. */
Then(/^the server refuses the connection as (\w+)$/, async function (this: ScenarioWorld, reason: string) {
  const stranger = strangers.get(this);
  const trying = setInterval(() => void stranger?.connectAgain(), TRY_AGAIN_MS);
  try {
    await seeRefused(this, reason);
  } finally {
    clearInterval(trying);
  }
});

/** libzmq tries again and again: each attempt is refused for the same reason. */
Then(
  /^the log says that a (CURVE key|connection) was refused$/,
  async function (this: ScenarioWorld, what: string) {
    await this.target.log?.until(
      `a ${what} refused`,
      ({ text }) => text === `${what} refused`,
      this.patienceMs,
    );
  },
);

Then('the server comes to list {word}', async function (this: ScenarioWorld, label: string) {
  const name = this.nodes.nameOf(label);
  await pollUntil(
    `${label} listed`,
    async () => (await this.admin.pushy('GET', 'node_states')).text,
    (text) => text.includes(JSON.stringify(name)),
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});

After(function (this: ScenarioWorld) {
  strangers.get(this)?.close();
});
