import assert from 'node:assert/strict';
import { constants, createHash, publicDecrypt } from 'node:crypto';
import { Then, When } from '@cucumber/cucumber';
import { Subscriber } from 'zeromq';
import { config, serverStatus } from '../../protocol/client/api.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { isIpv6 } from '../../simulator/node/ipv6.ts';
import { reachableAddress } from '../../simulator/node/reachable-address.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** A heartbeat as it came, and the key that whoever asks for a configuration is told. */
interface Heard {
  /** `Version:2.0;SigningMethod:rsa2048_sha1;Signature:…` */
  readonly header: string;
  readonly body: Buffer;
  /** PEM. */
  readonly publicKey: string;
}

const heard = new WeakMap<ScenarioWorld, Heard>();

When("somebody listens to the server's heartbeats", async function (this: ScenarioWorld) {
  const node = this.nodes.nameOf('web1');
  const { heartbeatAddress, publicKey } = await config(this.admin, node, newCurveKeyPair().publicKey);
  const address = await reachableAddress(heartbeatAddress);
  const socket = new Subscriber({ linger: 0, ipv6: isIpv6(address), receiveTimeout: this.patienceMs });
  try {
    socket.subscribe();
    socket.connect(address);
    const frames = await socket.receive();
    assert.equal(frames.length, 2, 'a heartbeat is a header and a body');
    const [header = Buffer.alloc(0), body = Buffer.alloc(0)] = frames;
    heard.set(this, { header: header.toString('latin1'), body, publicKey });
  } finally {
    socket.close();
  }
});

function heardBy(world: ScenarioWorld): Heard {
  const heartbeat = heard.get(world);
  if (heartbeat === undefined) throw new Error('nobody has listened to the heartbeats in this scenario');
  return heartbeat;
}

/** Checked with Node's own RSA, and not with the code by which our nodes check it. Source: protocol §4. */
Then('what they hear is signed with the public key of their configuration', function (this: ScenarioWorld) {
  const { header, body, publicKey } = heardBy(this);
  const parts = new Map(
    header.split(';').map((part) => [/^[^:]*/.exec(part)?.[0], part.replace(/^[^:]*:/, '')]),
  );
  assert.equal(parts.get('SigningMethod'), 'rsa2048_sha1', header);
  const signature = parts.get('Signature') ?? parts.get('SignedChecksum') ?? '';
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
  const signed = publicDecrypt(key, Buffer.from(signature, 'base64')).toString('latin1');
  assert.equal(signed, createHash('sha1').update(body).digest('base64'), body.toString('utf8'));
});

Then(
  'what they hear is in the clear: it is the heartbeat of this life of the server',
  async function (this: ScenarioWorld) {
    const message = JSON.parse(heardBy(this).body.toString('utf8')) as Readonly<Record<string, unknown>>;
    const { incarnationId } = await serverStatus(this.admin);
    assert.deepEqual([message.type, message.incarnation_id], ['heartbeat', incarnationId]);
  },
);
