import { createPublicKey } from 'node:crypto';
import { anyKeyPair } from '../../conformance/target/key-pairs.ts';
import type { ScenarioScope, TargetCredentials } from '../../conformance/target/scenario-scope.ts';
import type { Target } from '../../conformance/target/target.ts';
import {
  associateUser,
  createClient,
  createGroup,
  createUser,
  group,
  saveGroup,
} from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';

interface Member {
  readonly kind: PrincipalKind | 'group';
  readonly name: string;
}

/** The key pairs of the pool by whose they are; a changed key must differ from every first one. */
const KEY_OF = { user: 1, client: 2, changed: 3 } as const;

/**
 * The users, clients and groups that one scenario speaks of, by the labels that its sentences use. `admin` and
 * `pivotal`, the superuser, are always there.
 */
export class ScenarioPrincipals {
  readonly #target: Pick<Target, 'client'>;
  readonly #scope: ScenarioScope;
  readonly #known = new Map<string, Map<PrincipalKind, TargetCredentials>>();
  readonly #superuser: RestClient;
  /** Names of clients that a user of no organisation has as well. */
  readonly #hidden = new Set<string>();

  constructor(target: Pick<Target, 'client'>, scope: ScenarioScope) {
    this.#target = target;
    this.#scope = scope;
    this.#superuser = this.#client(scope.superuser);
    this.#remember('admin', 'user', scope.admin);
    this.#remember('pivotal', 'user', scope.superuser);
  }

  /** A name that no principal has. */
  get unknownName(): string {
    return this.#scope.userName('nobody');
  }

  nameOf(label: string): string | undefined {
    return this.#known.get(label)?.values().next().value?.name;
  }

  /** PEM of the key whose private half this label signs with. @throws where the scenario has no such principal */
  publicKeyOf(label: string): string {
    return createPublicKey(this.#credentials(label).privateKey)
      .export({ type: 'spki', format: 'pem' })
      .toString();
  }

  /** PEM of the key that this label signs with. @throws where the scenario has no such principal */
  privateKeyOf(label: string): string {
    return this.#credentials(label).privateKey;
  }

  /** Signs as the principal of this label. @throws where the scenario has none */
  as(label: string, kind?: PrincipalKind): RestClient {
    return this.#client(this.#credentials(label, kind));
  }

  /** Signs as somebody whom the server does not know. */
  asStranger(): RestClient {
    return this.#client({ name: this.unknownName, privateKey: anyKeyPair(3).privateKey });
  }

  /** Has a name and a key pair ready for somebody whom the server does not know yet. */
  expect(label: string, kind: PrincipalKind): void {
    const name = kind === 'user' ? this.#scope.userName(label) : this.#scope.nodeName(label);
    this.#remember(label, kind, { name, privateKey: anyKeyPair(KEY_OF[kind]).privateKey });
  }

  /** From now on the label signs with another key; the server is not told. */
  changeKey(label: string): void {
    this.#useKey(label, anyKeyPair(KEY_OF.changed).privateKey);
  }

  /** From now on the label signs with the key that it signed with at first. */
  takeBackKey(label: string): void {
    this.#useKey(label, anyKeyPair(KEY_OF[this.memberOf(label).kind]).privateKey);
  }

  /** From now on the label signs with a key that the server has drawn. */
  takeKey(label: string, privateKey: string): void {
    this.#useKey(label, privateKey);
  }

  async addUser(
    label: string,
    options: { readonly associated: boolean; readonly name?: string },
  ): Promise<void> {
    const lent = this.#scope.lent[options.associated ? 'reader' : 'outsider'];
    if (lent !== undefined) {
      this.#remember(label, 'user', lent);
      return;
    }
    const { publicKey, privateKey } = anyKeyPair(KEY_OF.user);
    const name = options.name ?? this.#scope.userName(label);
    await createUser(this.#superuser, { name, publicKey });
    if (options.associated) await associateUser(this.#superuser, name);
    this.#remember(label, 'user', { name, privateKey });
  }

  async addClient(
    label: string,
    {
      name = this.#scope.nodeName(label),
      ...mark
    }: { readonly name?: string; readonly validator?: boolean } = {},
  ): Promise<void> {
    const { publicKey, privateKey } = anyKeyPair(KEY_OF.client);
    await createClient(this.#superuser, { name, publicKey, ...mark });
    this.#remember(label, 'client', { name, privateKey });
  }

  /** A user and a client of one name, with a key each. The user belongs to the organisation unless said otherwise. */
  async addSharedName(label: string, associated = true): Promise<void> {
    const name = this.#scope.userName(label);
    await this.addUser(label, { associated, name });
    await this.addClient(label, { name });
    if (!associated) this.#hidden.add(name);
  }

  /** Whether a name is a client of the organisation and a user of none. */
  isClientAndStranger(name: string): boolean {
    return this.#hidden.has(name);
  }

  /** Puts somebody into a group, which is made where there is none. */
  async join(groupName: string, member?: Member): Promise<void> {
    const members = await this.#groupMembers(groupName);
    if (member === undefined) return;
    const list = `${member.kind}s` as const;
    await saveGroup(this.#superuser, groupName, { ...members, [list]: [...members[list], member.name] });
  }

  /** Takes somebody out of a group. */
  async leave(groupName: string, { kind, name }: Member): Promise<void> {
    const members = await this.#groupMembers(groupName);
    const list = `${kind}s` as const;
    const others = members[list].filter((member) => member !== name);
    await saveGroup(this.#superuser, groupName, { ...members, [list]: others });
  }

  /** @param kind where the label is both a user and a client; else what it is */
  memberOf(label: string, kind?: PrincipalKind): { readonly kind: PrincipalKind; readonly name: string } {
    const [known] = [...(this.#known.get(label)?.keys() ?? [])];
    const wanted = kind ?? known;
    if (wanted === undefined) throw new Error(`the scenario has no principal ${label}`);
    return { kind: wanted, name: this.#credentials(label, wanted).name };
  }

  /** Makes a group where there is none. */
  async ensureGroup(name: string): Promise<void> {
    await this.#groupMembers(name);
  }

  async #groupMembers(name: string) {
    const known = await group(this.#superuser, name);
    if (known !== undefined) return known;
    await createGroup(this.#superuser, name);
    return { users: [], clients: [], groups: [] };
  }

  #credentials(label: string, kind?: PrincipalKind): TargetCredentials {
    const principals = this.#known.get(label);
    const credentials = kind === undefined ? principals?.values().next().value : principals?.get(kind);
    if (credentials === undefined) throw new Error(`the scenario has no ${kind ?? 'principal'} ${label}`);
    return credentials;
  }

  #useKey(label: string, privateKey: string): void {
    const { kind, name } = this.memberOf(label);
    this.#remember(label, kind, { name, privateKey });
  }

  #client(credentials: TargetCredentials): RestClient {
    return this.#target.client(this.#scope.org, credentials);
  }

  #remember(label: string, kind: PrincipalKind, credentials: TargetCredentials): void {
    const kinds = this.#known.get(label) ?? new Map<PrincipalKind, TargetCredentials>();
    kinds.set(kind, credentials);
    this.#known.set(label, kinds);
  }
}
