import { randomBytes } from 'node:crypto';
import type { Group, Organisation, Store } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { checkName } from './names.ts';
import { ADMINS } from './permissions.ts';
import { type AccessResult, done, refuse } from './result.ts';

export const USERS = 'users';
export const CLIENTS = 'clients';

/** The groups that every organisation has, as on a Chef server. */
export const BUILT_IN_GROUPS: readonly string[] = [ADMINS, USERS, CLIENTS];

export interface NewOrganisation {
  readonly name: string;
  /** Default: the name. */
  readonly fullName?: string;
  /** A user who is associated with it from the start, and in its `admins`. */
  readonly admin?: string;
}

export interface Organisations {
  create(organisation: NewOrganisation): Promise<AccessResult<Organisation>>;
  /** Sorted by name. */
  list(): Promise<readonly Organisation[]>;
  get(name: string): Promise<Organisation | undefined>;
  /** Takes everything of the organisation with it. */
  delete(name: string): Promise<AccessResult<Organisation>>;
}

export function createOrganisations(store: Store, directory: Directory): Organisations {
  return {
    create: async ({ name, fullName = name, admin }) => {
      const wrong = checkName('organisation', name);
      if (wrong) return wrong;
      if (admin !== undefined && (await store.users.get(admin)) === undefined) {
        return refuse('unknown', `User '${admin}' does not exist.`);
      }
      const organisation = { name, fullName, id: randomBytes(16).toString('hex') };
      const founders = admin === undefined ? [] : [admin];
      const groups = foundingGroups(founders);
      if (!(await store.organisations.insert(organisation, { users: founders, groups }))) {
        return refuse('exists', `Organization '${name}' already exists.`);
      }
      directory.organisationCreated(name);
      for (const user of founders) await directory.userChanged(user);
      return done(organisation);
    },
    list: () => store.organisations.list(),
    get: (name) => directory.organisation(name),
    delete: async (name) => {
      const organisation = await store.organisations.get(name);
      if (organisation === undefined || !(await store.organisations.delete(name))) {
        return refuse('unknown', `organization '${name}' does not exist.`);
      }
      await directory.organisationDeleted(name);
      return done(organisation);
    },
  };
}

function foundingGroups(founders: readonly string[]): readonly Group[] {
  return BUILT_IN_GROUPS.map((name) => ({
    name,
    users: name === CLIENTS ? [] : founders,
    clients: [],
    groups: [],
  }));
}
