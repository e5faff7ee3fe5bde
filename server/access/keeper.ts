import type { ServerQuirks } from '../quirks/choose-quirks.ts';
import { StartError } from '../start-error.ts';
import type { Store } from '../store/store.ts';
import { type Access, createAccess, type ManagedAccess } from './access.ts';
import { type BootstrapKey, type BootstrapName, type BootstrapOptions, bootstrap } from './bootstrap.ts';
import type { Review, ReviewOptions } from './chef/review.ts';

/** Whoever keeps the organisations, principals and groups of a push server: it itself, or a Chef server. */
export interface Keeper {
  readonly access: Access;
  /** Where it keeps them itself, and they can be changed. */
  readonly managed: ManagedAccess | undefined;
  /** Where it tells of no changes: asks it again about what lasts. */
  readonly review?: (options: Omit<ReviewOptions, 'access'>) => Review;
  /** Resolves when the first principals are there. @throws StartError */
  readonly made: Promise<Readonly<Record<BootstrapName, BootstrapKey>>>;
  close(): Promise<void>;
}

/** The push server keeps them itself, in its store. */
export function ownKeeper({
  store,
  quirks,
  ...options
}: Omit<BootstrapOptions, 'access'> & { readonly store: Store; readonly quirks: ServerQuirks }): Keeper {
  const managed = createAccess({ store, quirks });
  const make = async () => {
    await assertOwn(store);
    return bootstrap({ ...options, access: managed });
  };
  return { access: managed, managed, made: make(), close: async () => {} };
}

/** Jobs of a Chef server's organisation are not to be had by one of ours that has its name. */
async function assertOwn(store: Store): Promise<void> {
  const [users, organisations] = await Promise.all([store.users.list(), store.organisations.list()]);
  if (users.length > 0 || organisations.length === 0) return;
  throw new StartError(
    'The data folder is that of a server that asks a Chef server: choose another with --data, or give --chef-server.',
  );
}
