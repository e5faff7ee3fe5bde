import type { Organisation, PrincipalKind, Store, StoredPrincipal } from '../store/store.ts';
import { Cache } from './cache.ts';
import type { Candidate } from './principal.ts';
import { storedKey } from './stored-key.ts';

/** Stands for no organisation: none can have this name. */
const NO_ORGANISATION = '';

/**
 * What every request asks, answered from memory: organisations, keys, memberships. Whoever changes one of
 * them in the store says so here when it is stored.
 */
export class Directory {
  readonly #organisations: Cache<Organisation | undefined>;
  readonly #candidates: Cache<readonly Candidate[]>;
  readonly #groupNames: Cache<ReadonlySet<string>>;
  readonly #memberships: Readonly<Record<PrincipalKind, Cache<ReadonlySet<string>>>>;

  constructor(store: Store) {
    this.#organisations = new Cache(
      (org) => store.organisations.get(org),
      (organisation) => organisation !== undefined,
    );
    this.#candidates = new Cache<readonly Candidate[]>(
      async (org, name) => (await store.principals.find(org, name)).map(candidateOf),
      (candidates) => candidates.length > 0,
    );
    this.#groupNames = new Cache<ReadonlySet<string>>(
      async (org) => new Set(await store.groups.list(org)),
      (names) => names.size > 0,
    );
    const memberships = (kind: PrincipalKind) =>
      new Cache<ReadonlySet<string>>(
        async (org, name) => new Set(await store.groups.containing(org, kind, name)),
        () => true,
      );
    this.#memberships = { user: memberships('user'), client: memberships('client') };
  }

  organisation(name: string): Promise<Organisation | undefined> {
    return this.#organisations.get(name, name);
  }

  /**
   * Everybody who may sign with that name in the organisation; without one (or with an unknown one), users
   * alone. Empty for a name that nobody has.
   */
  async candidates(org: string | undefined, name: string): Promise<readonly Candidate[]> {
    const known = org === undefined ? undefined : await this.organisation(org);
    return this.#candidates.get(known?.name ?? NO_ORGANISATION, name);
  }

  groupNames(org: string): Promise<ReadonlySet<string>> {
    return this.#groupNames.get(org, org);
  }

  /** All groups that hold the principal, directly or through other groups. To be asked for known principals only. */
  groupsOf(org: string, kind: PrincipalKind, name: string): Promise<ReadonlySet<string>> {
    return this.#memberships[kind].get(org, name);
  }

  organisationChanged(org: string): void {
    this.#organisations.forgetOrganisation(org);
    this.#candidates.forgetOrganisation(org);
    this.groupsChanged(org);
  }

  clientChanged(org: string, name: string): void {
    this.#candidates.forget(org, name);
    this.#memberships.client.forget(org, name);
  }

  /** Also for associations. */
  userChanged(name: string): void {
    this.#candidates.forgetEverywhere(name);
    this.#memberships.user.forgetEverywhere(name);
  }

  groupsChanged(org: string): void {
    this.#groupNames.forgetOrganisation(org);
    this.#memberships.user.forgetOrganisation(org);
    this.#memberships.client.forgetOrganisation(org);
  }
}

function candidateOf({ kind, name, publicKey, superuser, associated }: StoredPrincipal): Candidate {
  return { kind, name, superuser, associated, key: storedKey(publicKey) };
}
