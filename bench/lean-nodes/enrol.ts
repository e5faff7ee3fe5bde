import { createPublicKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { config, createClient } from '../../protocol/client/api.ts';
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

/**
 * Registers a node and fetches its configuration in its own name: that of anybody else opens nothing. Source: protocol §3.
 * @param admin who registers it
 * @param privateKey the admin's, which is the node's as well, since drawing one takes longer than all else
 */
export async function enrol(admin: RestClient, privateKey: KeyObject, node: string): Promise<Enrolment> {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  await createClient(admin, { name: node, publicKey });
  return await configured(admin.as({ user: node, privateKey }), privateKey, node);
}

/** Fetches the configuration of a node, whoever asks for it. @param privateKey of the one who asks */
export async function configured(asker: RestClient, privateKey: KeyObject, node: string): Promise<Enrolment> {
  const curveKeys = newCurveKeyPair();
  const { org, commandAddress, curvePublicKey, encodedSessionKey } = await config(
    asker,
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
