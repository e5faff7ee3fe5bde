import type { Group, Store, StoredGroupMembers } from '../store/store.ts';
import type { Directory } from './directory.ts';
import { checkName } from './names.ts';
import { BUILT_IN_GROUPS } from './organisations.ts';
import { type AccessResult, done, refuse } from './result.ts';

export interface Groups {
  /** Without members. */
  create(org: string, name: string): Promise<AccessResult<Group>>;
  /** Names, sorted. */
  list(org: string): Promise<readonly string[]>;
  get(org: string, name: string): Promise<Group | undefined>;
  /**
   * Puts these members in the place of all it has: users of the server, clients and groups of the organisation.
   * Groups may hold each other: cycles do no harm. Source: protocol §1.
   */
  put(org: string, name: string, members: StoredGroupMembers): Promise<AccessResult<Group>>;
  /** Those that every organisation has are protected. */
  delete(org: string, name: string): Promise<AccessResult<Group>>;
}

export function createGroups(store: Store, directory: Directory): Groups {
  const unknown = (name: string) => refuse('unknown', `Group '${name}' does not exist.`);
  return {
    create: async (org, name) => {
      const wrong = checkName('group', name);
      if (wrong) return wrong;
      if ((await directory.organisation(org)) === undefined) {
        return refuse('unknown', `organization '${org}' does not exist.`);
      }
      if (!(await store.groups.insert(org, name))) return refuse('exists', `Group '${name}' already exists.`);
      await directory.groupsChanged(org);
      return done({ name, users: [], clients: [], groups: [] });
    },
    list: (org) => store.groups.list(org),
    get: (org, name) => store.groups.get(org, name),
    put: async (org, name, members) => {
      const missing = await store.groups.saveMembers(org, name, members);
      if (missing === undefined) return unknown(name);
      const problem = describeMissing(missing);
      if (problem !== undefined) return refuse('invalid', problem);
      await directory.groupsChanged(org);
      const group = await store.groups.get(org, name);
      return group === undefined ? unknown(name) : done(group);
    },
    delete: async (org, name) => {
      if (BUILT_IN_GROUPS.includes(name)) {
        return refuse('protected', `Group '${name}' belongs to every organization and cannot be deleted.`);
      }
      const group = await store.groups.get(org, name);
      if (group === undefined || !(await store.groups.delete(org, name))) return unknown(name);
      await directory.groupsChanged(org);
      return done(group);
    },
  };
}

function describeMissing({ users, clients, groups }: StoredGroupMembers): string | undefined {
  const sentences = [
    missing('Not on this server', [{ word: 'users', names: users }]),
    missing('Not in this organization', [
      { word: 'clients', names: clients },
      { word: 'groups', names: groups },
    ]),
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function missing(
  where: string,
  members: readonly { readonly word: string; readonly names: readonly string[] }[],
): string | undefined {
  const named = members
    .filter(({ names }) => names.length > 0)
    .map(({ word, names }) => `${word} ${names.map((name) => `'${name}'`).join(', ')}`);
  return named.length === 0 ? undefined : `${where}: ${named.join('; ')}.`;
}
