import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { ServerQuirks } from '../quirks/choose-quirks.ts';
import type { ReferenceServerOptions } from '../server-options.ts';
import type { Store } from '../store/store.ts';
import { type Keeper, ownKeeper } from './keeper.ts';

/** The server that has its principals kept. */
export interface KeptFor {
  readonly org: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly quirks: ServerQuirks;
}

/** What asks a Chef server is loaded by those who have one: a start is short. */
export async function openKeeper(
  { data, drawKeyPair, chefServer }: ReferenceServerOptions,
  { org, ...around }: KeptFor,
): Promise<Keeper> {
  if (chefServer === undefined) {
    return ownKeeper({
      store: around.store,
      quirks: around.quirks,
      org,
      ...(data !== undefined && { data }),
      ...(drawKeyPair !== undefined && { drawKeyPair }),
    });
  }
  const { chefServerKeeper } = await import('./chef/chef-server-keeper.ts');
  return chefServerKeeper({ ...around, address: chefServer });
}
