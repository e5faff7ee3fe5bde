import {
  associateUser,
  createClient,
  createGroup,
  createUser,
  group,
  saveGroup,
} from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Credentials, Place, Target } from '../target/target.ts';
import { anyKeyPair } from './key-pairs.ts';

export type PrincipalKind = 'user' | 'client';

interface Member {
  readonly kind: PrincipalKind | 'group';
  readonly name: string;
}

/** The users, clients and groups that one scenario makes, by the labels that its sentences use. */
export class ScenarioPrincipals {
  readonly #target: Target;
  readonly #place: Place;
  readonly #known = new Map<string, Map<PrincipalKind, Credentials>>();
  readonly #clients: RestClient[] = [];
  readonly #superuser: RestClient;

  constructor(target: Target, place: Place) {
    this.#target = target;
    this.#place = place;
    this.#superuser = this.#client(place.superuser);
    this.#remember('admin', 'user', place.admin);
  }

  /** A name that no principal has. */
  get unknownName(): string {
    return this.#place.userName('nobody');
  }

  nameOf(label: string): string | undefined {
    return [...(this.#known.get(label)?.values() ?? [])][0]?.name;
  }

  /** Signs as the principal of this label. @throws where the scenario has none */
  as(label: string, kind?: PrincipalKind): RestClient {
    const principals = this.#known.get(label);
    const credentials = kind === undefined ? [...(principals?.values() ?? [])][0] : principals?.get(kind);
    if (credentials === undefined) throw new Error(`the scenario has no ${kind ?? 'principal'} ${label}`);
    return this.#client(credentials);
  }

  /** Signs as somebody whom the server does not know. */
  asStranger(): RestClient {
    return this.#client({ name: this.unknownName, privateKey: anyKeyPair(3).privateKey });
  }

  async addUser(
    label: string,
    options: { readonly associated: boolean; readonly name?: string },
  ): Promise<void> {
    const { publicKey, privateKey } = anyKeyPair(1);
    const name = options.name ?? this.#place.userName(label);
    await createUser(this.#superuser, { name, publicKey });
    if (options.associated) await associateUser(this.#superuser, name);
    this.#remember(label, 'user', { name, privateKey });
  }

  async addClient(label: string, given?: string): Promise<void> {
    const { publicKey, privateKey } = anyKeyPair(2);
    const name = given ?? this.#place.nodeName(label);
    await createClient(this.#superuser, { name, publicKey });
    this.#remember(label, 'client', { name, privateKey });
  }

  /** A user and a client of one name, with a key each. */
  async addSharedName(label: string): Promise<void> {
    const name = this.#place.userName(label);
    await this.addUser(label, { associated: true, name });
    await this.addClient(label, name);
  }

  /** Puts somebody into a group, which is made where there is none. */
  async join(groupName: string, member?: Member): Promise<void> {
    const members = await this.#groupMembers(groupName);
    if (member === undefined) return;
    const list = `${member.kind}s` as const;
    await saveGroup(this.#superuser, groupName, { ...members, [list]: [...members[list], member.name] });
  }

  memberOf(label: string): Member {
    const [kind, credentials] = [...(this.#known.get(label)?.entries() ?? [])][0] ?? [];
    if (kind === undefined || credentials === undefined)
      throw new Error(`the scenario has no principal ${label}`);
    return { kind, name: credentials.name };
  }

  /** Makes a group where there is none. */
  async ensureGroup(name: string): Promise<void> {
    await this.#groupMembers(name);
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  async #groupMembers(name: string) {
    const known = await group(this.#superuser, name);
    if (known !== undefined) return known;
    await createGroup(this.#superuser, name);
    return { users: [], clients: [], groups: [] };
  }

  #client(credentials: Credentials): RestClient {
    const client = this.#target.client(this.#place.org, credentials);
    this.#clients.push(client);
    return client;
  }

  #remember(label: string, kind: PrincipalKind, credentials: Credentials): void {
    const kinds = this.#known.get(label) ?? new Map<PrincipalKind, Credentials>();
    kinds.set(kind, credentials);
    this.#known.set(label, kinds);
  }
}
