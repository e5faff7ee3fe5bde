import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { config } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { type CurveKeyPair, newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import type { Address } from '../sockets/address.ts';

/** All that a node needs to connect and to sign. */
export interface Enrolment {
  readonly node: string;
  readonly org: string;
  readonly incarnationId: string;
  readonly curveKeys: CurveKeyPair;
  readonly sessionKey: Uint8Array;
  readonly to: Address;
}

/** Fetches a node's configuration in the name of a user who may read, so that nothing has to be registered. */
export async function enrol(client: RestClient, privateKey: KeyObject, node: string): Promise<Enrolment> {
  const curveKeys = newCurveKeyPair();
  const { org, commandAddress, curvePublicKey, encodedSessionKey } = await config(
    client,
    node,
    curveKeys.publicKey,
  );
  const sessionKey = decryptSessionKey(encodedSessionKey.key, privateKey);
  if (sessionKey === undefined || curvePublicKey === undefined)
    throw new Error(`no usable config for ${node}`);
  const to = { address: commandAddress, serverKey: curvePublicKey };
  return { node, org, incarnationId: randomUUID(), curveKeys, sessionKey, to };
}

/** What a node has that nobody knows: enough to send the same messages to a bare ROUTER. */
export function pretend(to: Address, node: string): Enrolment {
  const curveKeys = newCurveKeyPair();
  return { node, org: 'dev', incarnationId: randomUUID(), curveKeys, sessionKey: randomBytes(32), to };
}
