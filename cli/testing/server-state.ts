import { associatedUsers, clients, group, groups, organisations, users } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';

/** Who is known to a server, and who is in which group: all that decides who may do what. */
export interface ServerState {
  readonly users: readonly string[];
  /** By organisation. */
  readonly organisations: Readonly<Record<string, unknown>>;
}

/** Asks for all of it in the name of the superuser. */
export async function serverState(superuser: RestClient): Promise<ServerState> {
  const inside: Record<string, unknown> = {};
  for (const org of (await organisations(superuser)).toSorted()) {
    const client = superuser.as({ org });
    const members: Record<string, unknown> = {};
    for (const name of (await groups(client)).toSorted()) members[name] = await group(client, name);
    inside[org] = {
      users: (await associatedUsers(client)).toSorted(),
      clients: (await clients(client)).toSorted(),
      groups: members,
    };
  }
  return { users: (await users(superuser)).toSorted(), organisations: inside };
}
