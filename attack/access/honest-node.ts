import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { createClient } from '../../protocol/client/api.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { type Fleet, startVirtualFleet } from '../../simulator/fleet/fleet.ts';
import type { AttackTarget } from '../attack.ts';
import { InnocentRequests } from '../processes/innocent-requests.ts';
import { wait } from '../raw/connection.ts';

const LOOK_MS = 50;
const PATIENCE_MS = 60_000;
const ONLINE_WITHIN_MS = 60_000;

/** A key of two thousand bits, as nodes have. */
export function newKey(): KeyObject {
  return createPrivateKey(newKeyPair().privateKey);
}

/** Does something as the admin, over connections that are closed again. */
export async function asAdmin<T>(
  target: AttackTarget,
  act: (admin: RestClient, key: KeyObject) => Promise<T>,
): Promise<T> {
  const { url: serverUrl, org, user, privateKey } = target;
  const admin = new RestClient({ serverUrl, org, user, privateKey });
  try {
    return await act(admin, createPrivateKey(privateKey));
  } finally {
    await admin.close();
  }
}

/** Makes the client of a node with this key. */
export function makeClient(admin: RestClient, name: string, key: KeyObject): Promise<string | undefined> {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return createClient(admin, { name, publicKey });
}

/** The node itself, as its operator has it: healthy, with its own key. */
export async function honestNode(
  { url: serverUrl, org, user, privateKey }: AttackTarget,
  name: string,
  key: KeyObject,
): Promise<Fleet> {
  const fleet = await startVirtualFleet({
    serverUrl,
    org,
    user,
    privateKey,
    nodes: [{ name, privateKey: key, register: false, behaviours: ['healthy'] }],
  });
  await fleet.untilOnline({ withinMs: ONLINE_WITHIN_MS });
  return fleet;
}

/** Runs a job with a secret on a node until it is complete. @throws Error where it does not become so */
export async function secretJob(target: AttackTarget, node: string): Promise<void> {
  const requests = new InnocentRequests(target);
  const job = { command: 'true', nodes: [node], file: 'raw:a secret', env: { SECRET: 'a secret' } };
  const giveUpMs = performance.now() + PATIENCE_MS;
  let seen = 'nothing';
  while (performance.now() < giveUpMs) {
    const { status, text } = await requests.ask('POST', 'jobs', job);
    seen = `${status} ${text}`;
    if (status !== 201) break;
    const id = String(JSON.parse(text).uri).split('/').at(-1);
    do {
      await wait(LOOK_MS);
      seen = (await requests.ask('GET', `jobs/${id}`)).text;
    } while (/"status":"(voting|running)"/.test(seen) && performance.now() < giveUpMs);
    if (seen.includes('"status":"complete"')) return;
    // a node is available a moment after it has said that it is online
  }
  throw new Error(`no job is complete on the node itself: ${seen}`);
}

/** What somebody was told who should have been told nothing: each kind of message once. */
export function messageTypesOf(heard: readonly string[]): readonly string[] {
  const types = heard.map((text) => String(JSON.parse(text).type));
  return [...new Set(types)].map((type) => {
    const count = types.filter((each) => each === type).length;
    const secret = heard.some((text) => text.includes(`"${type}"`) && text.includes('a secret'))
      ? ', with the secret of the job'
      : '';
    return `it was told ${type} ${count} times${secret}`;
  });
}
