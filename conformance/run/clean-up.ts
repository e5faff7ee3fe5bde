import {
  associatedUsers,
  clients,
  deleteClient,
  deleteGroup,
  deleteOrganisation,
  deleteUser,
  dissociateUser,
  group,
  groups,
  organisations,
  saveGroup,
  users,
} from '../../protocol/client/api.ts';
import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';

/** Things of one kind that a run may have left. */
interface Kind {
  readonly what: string;
  readonly list: () => Promise<readonly string[]>;
  readonly remove: (name: string) => Promise<unknown>;
}

/**
 * Removes what a run has made and not removed itself: organisations, clients, users and groups whose names hold its id,
 * and such names among the members of groups. Gives what could not be removed, with the reason.
 */
export async function cleanUp(
  admin: RestClient,
  superuser: RestClient | undefined,
  runId: string,
): Promise<readonly string[]> {
  const isOfRun = (name: string): boolean => name.includes(runId);
  const left: string[] = [];
  const attempt = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      // what does not answer is not asked for all the rest
      if (error instanceof ServerUnreachable) throw error;
      if (!(error instanceof RequestRefused && error.status === 404))
        left.push(`${what} (${reasonOf(error)})`);
    }
  };
  const removeAll = ({ what, list, remove }: Kind): Promise<void> =>
    attempt(`${what}s`, async () => {
      for (const name of (await list()).filter(isOfRun)) await attempt(`${what} ${name}`, () => remove(name));
    });
  try {
    if (superuser !== undefined) await removeAll(organisationsOf(superuser));
    // whoever is in a group may not leave the organisation
    await attempt('members of groups', async () => {
      for (const name of await shown(() => groups(admin)))
        await attempt(`members of the group ${name}`, () => takeOut(admin, name, isOfRun));
    });
    for (const kind of kinds(admin, superuser)) await removeAll(kind);
  } catch (error) {
    left.push(reasonOf(error));
  }
  return left;
}

function organisationsOf(superuser: RestClient): Kind {
  return {
    what: 'organisation',
    list: () => shown(() => organisations(superuser)),
    remove: (name) => deleteOrganisation(superuser, name),
  };
}

/** In the order in which they go: nobody is in the organisation when he is removed himself. */
function kinds(admin: RestClient, superuser: RestClient | undefined): readonly Kind[] {
  const inside: readonly Kind[] = [
    { what: 'group', list: () => shown(() => groups(admin)), remove: (name) => deleteGroup(admin, name) },
    { what: 'client', list: () => shown(() => clients(admin)), remove: (name) => deleteClient(admin, name) },
  ];
  if (superuser === undefined) return inside;
  return [
    ...inside,
    {
      what: 'user of the organisation',
      list: () => shown(() => associatedUsers(admin)),
      remove: (name) => dissociateUser(superuser, name),
    },
    {
      what: 'user',
      list: () => shown(() => users(superuser)),
      remove: (name) => deleteUser(superuser, name),
    },
  ];
}

/** Nothing where the server has no such things, or shows them to nobody: then none was made. */
async function shown(list: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof RequestRefused && [403, 404, 405].includes(error.status)) return [];
    throw error;
  }
}

async function takeOut(admin: RestClient, name: string, isOfRun: (member: string) => boolean): Promise<void> {
  const members = await group(admin, name);
  if (members === undefined) return;
  const kept = (names: readonly string[]) => names.filter((each) => !isOfRun(each));
  const { users: some, clients: others, groups: more } = members;
  if ([...some, ...others, ...more].some(isOfRun))
    await saveGroup(admin, name, { users: kept(some), clients: kept(others), groups: kept(more) });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
