import { generateKeyPairSync } from 'node:crypto';
import type { TestContext } from 'node:test';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { createAccess, type ManagedAccess } from '../access.ts';
import type { AccessResult } from '../result.ts';

/** Two RSA public keys in PEM, made once: it takes a while. */
export const KEYS: readonly [string, string] = [publicKey(), publicKey()];

function publicKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}

export interface AccessFixture {
  readonly store: Store;
  readonly access: ManagedAccess;
}

/** ManagedAccess over a store in memory, with user `admin` as the admin of organisation `dev`, and an empty `ops`. */
export async function accessFixture(t: TestContext): Promise<AccessFixture> {
  const store = await openStore({ file: ':memory:' });
  t.after(() => store.close());
  const access = createAccess({ store });
  granted(await access.users.create({ name: 'admin', publicKey: KEYS[0] }));
  granted(await access.organisations.create({ name: 'dev', admin: 'admin' }));
  granted(await access.organisations.create({ name: 'ops' }));
  return { store, access };
}

export function granted<T>(result: AccessResult<T>): T {
  if (!result.ok) throw new Error(`refused as ${result.reason}: ${result.message}`);
  return result.value;
}

/** The reason of a refusal, for comparing. */
export function refusalReasonOf(result: AccessResult<unknown>): string {
  return result.ok ? 'granted' : result.reason;
}
