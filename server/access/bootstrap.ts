import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { StartError } from '../start-error.ts';
import type { ManagedAccess } from './access.ts';
import { type KeyFiles, keysInFolder, keysInMemory } from './key-files.ts';
import type { DrawKeyPair } from './key-pairs-ahead.ts';
import { checkName } from './names.ts';
import type { AccessResult } from './result.ts';

/** The user in `admins` of the first organisation, and the superuser. */
export type BootstrapName = 'admin' | 'pivotal';

export interface BootstrapKey {
  /** PKCS#1 PEM. Undefined where the file was taken away after the first start. */
  readonly privateKey: string | undefined;
  /** Undefined where keys stay in memory. */
  readonly file: string | undefined;
}

export interface BootstrapOptions {
  readonly access: ManagedAccess;
  /** The data folder: keys go to `keys/NAME.pem` in it. Undefined: they stay in memory. */
  readonly data?: string;
  /** Made where it does not exist. */
  readonly org?: string;
  /** Default: each is drawn when it is needed. */
  readonly drawKeyPair?: DrawKeyPair;
}

/**
 * Makes what nobody could make otherwise: on the first start the user `admin` and the superuser `pivotal`,
 * with their private keys, and on any start an organisation that does not exist yet, with `admin` as its
 * admin. A start that was cut short is taken up where it ended.
 *
 * @throws StartError for a bad organisation name, and for a key file that cannot be used.
 */
export async function bootstrap({
  access,
  data,
  org,
  drawKeyPair = newKeyPairAsync,
}: BootstrapOptions): Promise<Readonly<Record<BootstrapName, BootstrapKey>>> {
  const wrong = org === undefined ? undefined : checkName('organisation', org);
  if (wrong) throw new StartError(wrong.message);
  const files = data === undefined ? keysInMemory() : keysInFolder(join(data, 'keys'));
  // The superuser is made last and cannot be deleted, so it tells whether all this was done before.
  const isFirstStart = (await access.users.get('pivotal')) === undefined;
  if (isFirstStart) {
    const [admin, pivotal] = await Promise.all([
      publicKeyOf(files, 'admin', drawKeyPair),
      publicKeyOf(files, 'pivotal', drawKeyPair),
    ]);
    unlessThere(await access.users.create({ name: 'admin', publicKey: admin }));
    await makeOrganisation(access, org);
    unlessThere(await access.users.create({ name: 'pivotal', publicKey: pivotal, superuser: true }));
  } else {
    await makeOrganisation(access, org);
  }
  return { admin: await keyOf(files, 'admin'), pivotal: await keyOf(files, 'pivotal') };
}

async function makeOrganisation(access: ManagedAccess, org: string | undefined): Promise<void> {
  if (org === undefined || (await access.organisations.get(org)) !== undefined) return;
  const admin = await access.users.get('admin');
  unlessThere(await access.organisations.create({ name: org, ...(admin && { admin: admin.name }) }));
}

/** The key is on disk before anybody is known by it. One that is there already is taken. */
async function publicKeyOf(files: KeyFiles, name: BootstrapName, draw: DrawKeyPair): Promise<string> {
  const present = await files.read(name);
  if (present === undefined) {
    const pair = await draw();
    await files.write(name, pair.privateKey);
    return pair.publicKey;
  }
  try {
    return createPublicKey(createPrivateKey(present)).export({ type: 'spki', format: 'pem' }).toString();
  } catch (cause) {
    throw new StartError(`Key file ${files.path(name)} holds no private key in PEM: move it away.`, {
      cause,
    });
  }
}

async function keyOf(files: KeyFiles, name: BootstrapName): Promise<BootstrapKey> {
  return { privateKey: await files.read(name), file: files.path(name) };
}

function unlessThere(result: AccessResult<unknown>): void {
  if (!result.ok && result.reason !== 'exists') throw new StartError(result.message);
}
