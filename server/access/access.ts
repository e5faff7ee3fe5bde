import { NO_QUIRKS, type ServerQuirks } from '../quirks/choose-quirks.ts';
import { findMemberDeeply, membershipsIn } from '../quirks/groups-in-a-circle.ts';
import type { Organisation, Store } from '../store/store.ts';
import { type AccessListener, AccessNews } from './access-news.ts';
import { type Clients, createClients } from './clients.ts';
import { Directory } from './directory.ts';
import { createGroups, type Groups } from './groups.ts';
import { createOrganisations, type Organisations } from './organisations.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import type { KeyedPrincipal } from './principal.ts';
import { createUsers, type Users } from './users.ts';

/**
 * What a push server asks about whoever asks something of it: which organisation that is, who may have signed, and what
 * he may do. Our own store can answer, or a Chef server.
 *
 * @throws AccessUnavailable by each of its methods, where somebody else answers and does not
 */
export interface Access extends Permissions {
  organisation(name: string): Promise<Organisation | undefined>;
  /**
   * Everybody who may have signed a request with that name, each with its key. Without an organisation (or with one
   * that does not exist): users alone, none of them associated. Empty: nobody has the name.
   */
  candidates(org: string | undefined, name: string): Promise<readonly KeyedPrincipal[]>;
  /**
   * Rises with each change here that may have taken a right from somebody: what was found out before it is to be looked at
   * anew. Where somebody else answers, changes are not told.
   */
  readonly changes: number;
  /**
   * Has somebody told of changes: at once, or where somebody else answers, of a client when it is next asked about, and of
   * rights never.
   */
  listen(listener: AccessListener): void;
}

/** Access that can be changed here: organisations, principals and groups are ours. The only writer of their tables. */
export interface ManagedAccess extends Access {
  readonly organisations: Organisations;
  readonly users: Users;
  readonly clients: Clients;
  readonly groups: Groups;
}

/** Access that our own store answers, from memory where it was asked before. */
export function createAccess({
  store,
  quirks = NO_QUIRKS,
}: {
  readonly store: Store;
  readonly quirks?: ServerQuirks;
}): ManagedAccess {
  const news = new AccessNews();
  const directory = new Directory(store, news);
  const inCircles = quirks.has('groups-in-a-circle');
  return {
    organisations: createOrganisations(store, directory),
    users: createUsers(store, directory),
    clients: createClients(store, directory),
    groups: createGroups(store, directory),
    organisation: (name) => directory.organisation(name),
    candidates: (org, name) => directory.candidates(org, name),
    get changes() {
      return directory.changes;
    },
    listen: (listener) => news.listen(listener),
    ...createPermissions(inCircles ? membershipsIn(store.groups.get, findMemberDeeply) : directory),
  };
}
