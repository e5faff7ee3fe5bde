import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_KEY_BYTES, readText, UnreadableInput } from '../../files/read-input.ts';
import { createClient, deleteClient } from '../../protocol/client/api.ts';
import { RequestRefused, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { KeyPair } from '../../protocol/signing/key-pair.ts';
import { pemOf } from '../../protocol/signing/pem.ts';
import { configFetcher, UnusableConfig } from '../../simulator/fleet/fetch-config.ts';
import type { Config } from '../../simulator/node/config.ts';
import { ConformUsageError, TargetUnreachable } from './errors.ts';

/** What a node gets of a target: its configuration, or why no node can use it, a sentence without a full stop. */
export type NodeProbe = { readonly config: Config } | { readonly fault: string };

/**
 * Makes a client, asks for its configuration as its node does, and removes it.
 * @param name a name that nobody has
 * @throws ConformUsageError where the target makes no clients, TargetUnreachable, ServerUnreachable
 */
export async function probeNewNode(admin: RestClient, name: string, key: KeyPair): Promise<NodeProbe> {
  try {
    await createClient(admin, { name, publicKey: key.publicKey });
  } catch (error) {
    throw noClients(error, admin);
  }
  try {
    return await probe(admin, name, createPrivateKey(key.privateKey));
  } finally {
    await deleteClient(admin, name);
  }
}

/**
 * Asks for the configuration of each node whose key is in a folder of `NAME.pem`.
 * @throws ConformUsageError for a folder or a key that cannot be used, a node that the target does not know
 */
export async function probeKnownNodes(admin: RestClient, folder: string): Promise<NodeProbe> {
  const names = await namesIn(folder);
  let last: NodeProbe | undefined;
  for (const name of names) {
    last = await probe(admin, name, await keyIn(folder, name), (refused) => {
      if (refused.status < 500)
        throw new ConformUsageError(
          `the target does not take the node ${name} by its key in ${folder} (${refused.status}: ${refused.text}); give keys of nodes that it knows`,
        );
    });
    if ('fault' in last) break;
  }
  if (last !== undefined) return last;
  throw new ConformUsageError(`${folder} has no NAME.pem; nodes.keys needs a private key of each node`);
}

async function probe(
  admin: RestClient,
  node: string,
  privateKey: KeyObject,
  onRefused: (refused: RequestRefused) => void = () => {},
): Promise<NodeProbe> {
  const curvePublicKey = newCurveKeyPair().publicKey;
  try {
    return { config: await configFetcher(admin)({ node, privateKey, curvePublicKey, clockOffsetMs: 0 }) };
  } catch (error) {
    if (error instanceof RequestRefused) onRefused(error);
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    return { fault };
  }
}

/** What an answer without a configuration that nodes can use says; undefined where there is no answer. */
function faultIn(error: unknown): string | undefined {
  if (error instanceof RequestRefused)
    return `the target refuses a node its configuration (${error.status}: ${error.text})`;
  if (error instanceof UnexpectedAnswer)
    return `the configuration that the target gives a node has no ${error.wanted}`;
  if (error instanceof UnusableConfig)
    return `no node can use the configuration that the target gives it, since ${error.message}`;
  return undefined;
}

function noClients(error: unknown, { user, org, serverUrl }: RestClient): unknown {
  const otherwise = 'nodes: { keys: FOLDER } with nodes that it knows';
  if (
    error instanceof UnexpectedAnswer ||
    (error instanceof RequestRefused && [404, 405].includes(error.status))
  )
    return new ConformUsageError(
      `the push server at ${serverUrl} makes no clients, since no Chef server is beside it; give an address that has both behind it, as push-harness chef-server does, or ${otherwise}`,
    );
  if (!(error instanceof RequestRefused)) return error;
  const { status, text } = error;
  if (status >= 500) return new TargetUnreachable(`the target fails to make a client (${status}: ${text})`);
  return new ConformUsageError(
    `the admin ${user} may not make clients in ${org} (${status}: ${text}); give an admin who may, or ${otherwise}`,
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const files = await readdir(folder);
    return files.filter((file) => file.endsWith('.pem')).map((file) => file.slice(0, -'.pem'.length));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConformUsageError(`cannot read the folder ${folder} of nodes.keys (${code}); check the path`, {
      cause,
    });
  }
}

async function keyIn(folder: string, name: string): Promise<KeyObject> {
  const file = join(folder, `${name}.pem`);
  try {
    return createPrivateKey(pemOf(await readText(file, { maxBytes: MAX_KEY_BYTES })));
  } catch (cause) {
    const reason = cause instanceof UnreadableInput ? ` (${cause.message})` : '';
    throw new ConformUsageError(`${file} is not a private key${reason}; give RSA in PEM`, { cause });
  }
}
