import type { KeyObject } from 'node:crypto';
import type { Client, Organisation, PrincipalKind, Store, StoredPrincipal } from '../store/store.ts';
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

  /** How often candidates have changed so far. */
  get candidateChanges(): number {
    return this.#candidates.changes;
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

  /**
   * A client is new, and will sign soon: its key need not be read again.
   * @param others the candidates of that name before it, read when `candidateChanges` was `changes`
   */
  clientCreated({ org, name, publicKey }: Client, others: readonly Candidate[], changes: number): void {
    const client = candidateOf({ kind: 'client', name, publicKey, superuser: false, associated: true });
    this.#candidates.put(org, name, [...others, client], changes);
    this.#memberships.client.forget(org, name);
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
  let key: KeyObject | undefined;
  return {
    kind,
    name,
    superuser,
    associated,
    // many are known of whom few ask
    get key() {
      key ??= storedKey(publicKey);
      return key;
    },
  };
}
