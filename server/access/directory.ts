import type { KeyObject } from 'node:crypto';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import type { Client, Organisation, Store, StoredPrincipal } from '../store/store.ts';
import type { AccessNews } from './access-news.ts';
import { Cache } from './cache.ts';
import type { Membership, Memberships } from './permissions.ts';
import type { KeyedPrincipal, Principal } from './principal.ts';
import { storedKey } from './stored-key.ts';

/** Stands for no organisation: none can have this name. */
const NO_ORGANISATION = '';

/**
 * What every request asks, answered from memory: organisations, keys, memberships. Whoever changes one of
 * them in the store says so here when it is stored, and waits before it answers: whoever has lost a right is shut out then.
 */
export class Directory implements Memberships {
  readonly #organisations: Cache<Organisation | undefined>;
  readonly #candidates: Cache<readonly KeyedPrincipal[]>;
  readonly #groupNames: Cache<ReadonlySet<string>>;
  readonly #memberships: Readonly<Record<PrincipalKind, Cache<ReadonlySet<string>>>>;

  readonly #news: AccessNews;
  #changes = 0;

  /** @param news told of all that changes */
  constructor(store: Store, news: AccessNews) {
    this.#news = news;
    this.#organisations = new Cache(
      (org) => store.organisations.get(org),
      (organisation) => organisation !== undefined,
    );
    this.#candidates = new Cache<readonly KeyedPrincipal[]>(
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
  async candidates(org: string | undefined, name: string): Promise<readonly KeyedPrincipal[]> {
    const known = org === undefined ? undefined : await this.organisation(org);
    return this.#candidates.get(known?.name ?? NO_ORGANISATION, name);
  }

  /** How often something has changed that may have taken a right from somebody. */
  get changes(): number {
    return this.#changes;
  }

  /** How often candidates have changed so far. */
  get candidateChanges(): number {
    return this.#candidates.changes;
  }

  async membership(
    org: string,
    group: string,
    { kind, name }: Pick<Principal, 'kind' | 'name'>,
  ): Promise<Membership> {
    const [groups, memberOf] = await Promise.all([
      this.#groupNames.get(org, org),
      this.#memberships[kind].get(org, name),
    ]);
    if (!groups.has(group)) return 'no_such_group';
    return memberOf.has(group) ? 'member' : 'not_a_member';
  }

  organisationCreated(org: string): void {
    this.#forgetOrganisation(org);
  }

  organisationDeleted(org: string): Promise<void> {
    this.#forgetOrganisation(org);
    this.#news.organisationGone(org);
    return this.#news.rightsChanged({ org });
  }

  /**
   * A client is new, and will sign soon: its key need not be read again.
   * @param others the candidates of that name before it, read when `candidateChanges` was `changes`
   */
  clientCreated({ org, name, publicKey }: Client, others: readonly KeyedPrincipal[], changes: number): void {
    const client = candidateOf({ kind: 'client', name, publicKey, superuser: false, associated: true });
    this.#candidates.put(org, name, [...others, client], changes);
    this.#memberships.client.forget(org, name);
    this.#news.clientIs(org, name, client.key);
  }

  /** @param publicKey that it has now, SPKI PEM; undefined: it was deleted */
  clientChanged(org: string, name: string, publicKey: string | undefined): Promise<void> {
    this.#changes += 1;
    this.#candidates.forget(org, name);
    this.#memberships.client.forget(org, name);
    this.#news.clientIs(org, name, publicKey === undefined ? undefined : storedKey(publicKey));
    return this.#news.rightsChanged({ org, kind: 'client', name });
  }

  /** Also for associations. */
  userChanged(name: string): Promise<void> {
    this.#changes += 1;
    this.#candidates.forgetEverywhere(name);
    this.#memberships.user.forgetEverywhere(name);
    return this.#news.rightsChanged({ kind: 'user', name });
  }

  groupsChanged(org: string): Promise<void> {
    this.#forgetGroups(org);
    return this.#news.rightsChanged({ org });
  }

  #forgetOrganisation(org: string): void {
    this.#organisations.forgetOrganisation(org);
    this.#candidates.forgetOrganisation(org);
    this.#forgetGroups(org);
  }

  #forgetGroups(org: string): void {
    this.#changes += 1;
    this.#groupNames.forgetOrganisation(org);
    this.#memberships.user.forgetOrganisation(org);
    this.#memberships.client.forgetOrganisation(org);
  }
}

function candidateOf({ kind, name, publicKey, superuser, associated }: StoredPrincipal): KeyedPrincipal {
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
