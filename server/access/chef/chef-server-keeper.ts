import type { Logger } from 'pino';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { ServerQuirks } from '../../quirks/choose-quirks.ts';
import { StartError } from '../../start-error.ts';
import type { Store } from '../../store/store.ts';
import type { BootstrapKey } from '../bootstrap.ts';
import type { Keeper } from '../keeper.ts';
import { createChefAccess } from './chef-access.ts';
import { type ChefServerAddress, checkedAddress } from './chef-server-address.ts';
import { Review } from './review.ts';

/** A Chef server keeps organisations, principals and groups, and is asked. @throws StartError for an address that is none */
export function chefServerKeeper({
  address,
  store,
  clock,
  log,
  quirks,
}: {
  readonly address: ChefServerAddress;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly quirks: ServerQuirks;
}): Keeper {
  const access = createChefAccess({ address: checkedAddress(address), store, clock, log, quirks });
  const make = async () => {
    await assertNotOwn(store);
    return { admin: NOWHERE, pivotal: NOWHERE };
  };
  return {
    access,
    managed: undefined,
    review: (options) => new Review({ ...options, access }),
    made: make(),
    close: () => access.close(),
  };
}

/** The keys of a Chef server's principals are not ours. */
const NOWHERE: BootstrapKey = { privateKey: undefined, file: undefined };

/** An organisation of ours would give way to that of its name at the Chef server, with all its jobs and principals. */
async function assertNotOwn(store: Store): Promise<void> {
  if ((await store.users.list()).length === 0) return;
  throw new StartError(
    'The data folder holds principals of its own, which a server with --chef-server does not know: choose another with --data.',
  );
}
