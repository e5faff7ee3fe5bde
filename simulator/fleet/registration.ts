import { createClient, deleteClient, rotateClientKey } from '../../protocol/client/api.ts';
import { RequestRefused } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';

/**
 * Makes a node's client, or gives the one that is there this key, so that a second run with the same names works.
 * @param publicKey SPKI, PEM
 * @throws RequestRefused, ServerUnreachable
 */
export async function registerNode(client: RestClient, name: string, publicKey: string): Promise<void> {
  try {
    await createClient(client, { name, publicKey });
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.status !== 409) throw error;
    await rotateClientKey(client, { name, publicKey });
  }
}

/** Removes a node's client; one that is gone already is as good. @throws RequestRefused, ServerUnreachable */
export async function unregisterNode(client: RestClient, name: string): Promise<void> {
  try {
    await deleteClient(client, name);
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.status !== 404) throw error;
  }
}
