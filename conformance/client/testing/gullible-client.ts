import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Dealer, Subscriber } from 'zeromq';
import { config as fetchConfig } from '../../../protocol/client/api.ts';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../../../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../../../protocol/curve/session-key.ts';
import { type ClientContent, formatClientMessage } from '../../../protocol/wire/client-message.ts';
import type { NodeConfig } from '../../../protocol/wire/config.ts';
import { signHmacMessage } from '../../../protocol/wire/signature.ts';
import { VARIABLES } from '../testbed/environment.ts';

/**
 * A client as somebody might write it in an afternoon: it says the right words, runs nothing, and believes whatever it
 * hears. A process of its own, started by tests.
 */
const env = (name: keyof typeof VARIABLES): string => process.env[VARIABLES[name]] ?? '';
const privateKey = readFileSync(env('keyFile'), 'utf8');
const client = new RestClient({
  serverUrl: env('serverUrl'),
  org: env('org'),
  user: env('node'),
  privateKey,
});
const incarnationId = randomUUID();
let sequence = 0;
let leave = (): void => {};

async function connect(): Promise<void> {
  leave();
  const curve = newCurveKeyPair();
  const config = await fetchConfig(client, env('node'), curve.publicKey);
  const key = decryptSessionKey(config.encodedSessionKey.key, createPrivateKey(privateKey)) ?? Buffer.of();
  const dealer = new Dealer({
    linger: 0,
    curveServerKey: config.curvePublicKey ?? '',
    curvePublicKey: curve.publicKey,
    curveSecretKey: curve.secretKey,
  });
  dealer.connect(config.commandAddress);
  const say = (content: ClientContent, jobId: string | null = null): void => {
    sequence += 1;
    const [node, org] = [env('node'), env('org')];
    const envelope = { node, org, client: '', sequence, timestampMs: Date.now(), incarnationId, jobId };
    // what finds the socket busy is lost: a client written in an afternoon
    dealer
      .send(signHmacMessage(formatClientMessage({ ...content, ...envelope }), key))
      .catch(() => undefined);
  };
  const beat = setInterval(
    () => say({ type: 'heartbeat', jobState: 'idle' }),
    config.intervalSeconds * 1_000,
  );
  const heartbeats = hearHeartbeats(config);
  leave = () => {
    clearInterval(beat);
    dealer.close();
    heartbeats.close();
  };
  for await (const [, body] of dealer) answer(String(body), say);
}

function answer(body: string, say: (content: ClientContent, jobId?: string | null) => void): void {
  const jobId = /"job_id":"(\w+)"/.exec(body)?.[1] ?? null;
  if (body.includes('"abort"')) say({ type: 'aborted' });
  if (body.includes('"commit"')) say({ type: 'ack_commit' }, jobId);
  if (!body.includes('"run"')) return;
  say({ type: 'ack_run' }, jobId);
  setTimeout(() => say({ type: 'succeeded' }, jobId), 10);
}

function hearHeartbeats(config: NodeConfig): Subscriber {
  const subscriber = new Subscriber({ linger: 0 });
  subscriber.connect(config.heartbeatAddress);
  subscriber.subscribe();
  void (async () => {
    for await (const [, body] of subscriber) {
      if (!String(body).includes(config.incarnationId)) void connect();
    }
  })();
  return subscriber;
}

await connect();
