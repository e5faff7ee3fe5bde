import type { Store, User } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { checkName } from './names.ts';
import { USERS } from './organisations.ts';
import { ADMINS } from './permissions.ts';
import { issueKey } from './public-key.ts';
import { type AccessResult, done, refuse } from './result.ts';

export interface UserToMake extends Partial<Omit<User, 'name' | 'publicKey'>> {
  readonly name: string;
  /** RSA, PEM. Default: a new pair. */
  readonly publicKey?: string;
}

export interface CreatedUser {
  readonly user: User;
  /** Where no public key was given: PKCS#1 PEM, kept nowhere. */
  readonly privateKey?: string;
}

export interface Users {
  create(user: UserToMake): Promise<AccessResult<CreatedUser>>;
  /** Names, sorted. */
  list(): Promise<readonly string[]>;
  get(name: string): Promise<User | undefined>;
  /** Takes associations and memberships with it. A superuser is protected. */
  delete(name: string): Promise<AccessResult<User>>;
  /** Makes the user one of the organisation, and of its group `users`. */
  associate(org: string, name: string): Promise<AccessResult<string>>;
  /**
   * Takes the membership in group `users` with it, and leaves those in other groups, as a Chef server does: groups hold
   * any user of the server. A user in `admins` is protected. Source: protocol §1.
   */
  dissociate(org: string, name: string): Promise<AccessResult<string>>;
  /** Names of the organisation's users, sorted. */
  listAssociated(org: string): Promise<readonly string[]>;
}

export function createUsers(store: Store, directory: Directory): Users {
  const unknown = (name: string) => refuse('unknown', `User '${name}' does not exist.`);
  return {
    create: async ({ publicKey, ...given }) => {
      const wrong = checkName('user', given.name);
      if (wrong) return wrong;
      const exists = refuse('exists', `User '${given.name}' already exists.`);
      // looked at first, since drawing a key takes long; what counts is whether it can be inserted
      if ((await store.users.get(given.name)) !== undefined) return exists;
      const key = await issueKey(publicKey);
      if (!key.ok) return key;
      const user = { ...EMPTY_PROFILE, displayName: given.name, ...given, publicKey: key.value.publicKey };
      if (!(await store.users.insert(user))) return exists;
      await directory.userChanged(user.name);
      return done({ ...key.value, user });
    },
    list: () => store.users.list(),
    get: (name) => store.users.get(name),
    delete: async (name) => {
      const user = await store.users.get(name);
      if (user?.superuser)
        return refuse('protected', `User '${name}' is the superuser and cannot be deleted.`);
      if (user === undefined || !(await store.users.delete(name))) return unknown(name);
      await directory.userChanged(name);
      return done(user);
    },
    associate: async (org, name) => {
      if ((await directory.organisation(org)) === undefined) {
        return refuse('unknown', `organization '${org}' does not exist.`);
      }
      if ((await store.users.get(name)) === undefined) return unknown(name);
      if (!(await store.associations.insert(org, name, [USERS]))) {
        return refuse('exists', `User '${name}' is already associated with organization '${org}'.`);
      }
      await directory.userChanged(name);
      return done(name);
    },
    dissociate: async (org, name) => {
      const associated = (await store.associations.list(org)).includes(name);
      if (associated && (await directory.membership(org, ADMINS, { kind: 'user', name })) === 'member') {
        return refuse(
          'protected',
          `Please remove ${name} from this organization's admins group before removing him or her from the organization.`,
        );
      }
      if (!(await store.associations.delete(org, name, [USERS]))) {
        return refuse('unknown', `User '${name}' is not associated with organization '${org}'.`);
      }
      await directory.userChanged(name);
      return done(name);
    },
    listAssociated: (org) => store.associations.list(org),
  };
}

const EMPTY_PROFILE = { superuser: false, firstName: '', middleName: '', lastName: '', email: '' };
