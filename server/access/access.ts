import type { Store } from '../store/store.ts';
import { type Clients, createClients } from './clients.ts';
import { Directory } from './directory.ts';
import { createGroups, type Groups } from './groups.ts';
import { createOrganisations, type Organisations } from './organisations.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import type { Candidate } from './principal.ts';
import { createUsers, type Users } from './users.ts';

/** Organisations, principals, groups, and who may do what. The only writer of their tables in the store. */
export interface Access extends Permissions {
  readonly organisations: Organisations;
  readonly users: Users;
  readonly clients: Clients;
  readonly groups: Groups;
  /**
   * Everybody who may have signed a request with that name, each with its key, from memory where it was asked
   * before. Without an organisation (or with one that does not exist): users alone, none of them associated.
   * Empty: nobody has the name.
   */
  candidates(org: string | undefined, name: string): Promise<readonly Candidate[]>;
}

export function createAccess({ store }: { readonly store: Store }): Access {
  const directory = new Directory(store);
  return {
    organisations: createOrganisations(store, directory),
    users: createUsers(store, directory),
    clients: createClients(store, directory),
    groups: createGroups(store, directory),
    candidates: (org, name) => directory.candidates(org, name),
    ...createPermissions(directory),
  };
}
