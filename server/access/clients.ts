import type { Client, Store } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { checkName } from './names.ts';
import { CLIENTS } from './organisations.ts';
import { issueKey } from './public-key.ts';
import { type AccessResult, done, refuse } from './result.ts';

export interface ClientToMake {
  readonly name: string;
  /** RSA, PEM. Default: a new pair. */
  readonly publicKey?: string;
  readonly validator?: boolean;
}

export interface CreatedClient {
  readonly client: Client;
  /** Where no public key was given: PKCS#1 PEM, kept nowhere. */
  readonly privateKey?: string;
}

export interface Clients {
  /** The client joins the group `clients`. */
  create(org: string, client: ClientToMake): Promise<AccessResult<CreatedClient>>;
  /** Names, sorted. */
  list(org: string): Promise<readonly string[]>;
  get(org: string, name: string): Promise<Client | undefined>;
  /** Puts the given public key, or that of a new pair, in the place of the old one, with which nobody is let in any more. */
  rotateKey(org: string, name: string, publicKey?: string): Promise<AccessResult<CreatedClient>>;
  /** Takes memberships with it; the node of that name is shut out. */
  delete(org: string, name: string): Promise<AccessResult<Client>>;
}

export function createClients(store: Store, directory: Directory): Clients {
  const unknown = (name: string) => refuse('unknown', `Client '${name}' does not exist.`);
  return {
    create: async (org, { name, publicKey, validator = false }) => {
      const wrong = checkName('client', name);
      if (wrong) return wrong;
      if ((await directory.organisation(org)) === undefined) {
        return refuse('unknown', `organization '${org}' does not exist.`);
      }
      const exists = refuse('exists', `Client '${name}' already exists.`);
      const { candidateChanges } = directory;
      const candidates = await directory.candidates(org, name);
      // looked at first, since drawing a key takes long; what counts is whether it can be inserted
      if (candidates.some(({ kind }) => kind === 'client')) return exists;
      const key = await issueKey(publicKey);
      if (!key.ok) return key;
      const client = { org, name, validator, publicKey: key.value.publicKey };
      if (!(await store.clients.insert(client, [CLIENTS]))) return exists;
      directory.clientCreated(client, candidates, candidateChanges);
      return done({ ...key.value, client });
    },
    list: (org) => store.clients.list(org),
    get: (org, name) => store.clients.get(org, name),
    rotateKey: async (org, name, publicKey) => {
      const client = await store.clients.get(org, name);
      if (client === undefined) return unknown(name);
      const key = await issueKey(publicKey);
      if (!key.ok) return key;
      if (!(await store.clients.saveKey(org, name, key.value.publicKey))) return unknown(name);
      await directory.clientChanged(org, name, key.value.publicKey);
      return done({ ...key.value, client: { ...client, publicKey: key.value.publicKey } });
    },
    delete: async (org, name) => {
      const client = await store.clients.get(org, name);
      if (client === undefined || !(await store.clients.delete(org, name))) return unknown(name);
      await directory.clientChanged(org, name, undefined);
      return done(client);
    },
  };
}
