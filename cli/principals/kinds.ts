import * as api from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';

/** Organisations, users, clients and groups, as far as the same verbs go with them. */
export interface Kind {
  /** The word on the command line. */
  readonly word: 'org' | 'user' | 'client' | 'group';
  /** The word in sentences. */
  readonly noun: string;
  names(client: RestClient): Promise<readonly string[]>;
  /** What the server says of one; `undefined` where there is none of this name. */
  one(client: RestClient, name: string): Promise<object | undefined>;
}

/** A kind of which the server lets go. */
export interface DeletableKind extends Kind {
  remove(client: RestClient, name: string): Promise<void>;
}

export const ORG: Kind = {
  word: 'org',
  noun: 'organisation',
  names: api.organisations,
  one: api.organisation,
};

export const USER: DeletableKind = {
  word: 'user',
  noun: 'user',
  names: api.users,
  one: api.user,
  remove: api.deleteUser,
};

export const CLIENT: DeletableKind = {
  word: 'client',
  noun: 'client',
  names: api.clients,
  one: api.clientNamed,
  remove: api.deleteClient,
};

export const GROUP: DeletableKind = {
  word: 'group',
  noun: 'group',
  names: api.groups,
  one: api.group,
  remove: api.deleteGroup,
};
