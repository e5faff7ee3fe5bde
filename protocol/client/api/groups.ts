import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';

/** Names of those in a group. */
export interface GroupMembers {
  readonly users: readonly string[];
  readonly clients: readonly string[];
  readonly groups: readonly string[];
}

/** Makes an empty group. @throws RequestRefused, ServerUnreachable */
export async function createGroup(client: RestClient, name: string): Promise<void> {
  await ask(client, 'POST', client.orgPath('groups'), { body: { groupname: name } });
}

/** Names of all groups of the organisation. @throws RequestRefused, ServerUnreachable */
export async function groups(client: RestClient): Promise<readonly string[]> {
  return Object.keys(Answer.of(await ask(client, 'GET', client.orgPath('groups'))).fields);
}

/** Who is in a group, or undefined where there is none of this name. @throws RequestRefused, ServerUnreachable */
export async function group(client: RestClient, name: string): Promise<GroupMembers | undefined> {
  const reply = await askForOne(client, groupPath(client, name));
  if (reply === undefined) return undefined;
  const answer = Answer.of(reply);
  return {
    users: answer.field('users').texts,
    clients: answer.field('clients').texts,
    groups: answer.field('groups').texts,
  };
}

/** Says who is in a group: these and nobody else. @throws RequestRefused, ServerUnreachable */
export async function saveGroup(client: RestClient, name: string, members: GroupMembers): Promise<void> {
  await ask(client, 'PUT', groupPath(client, name), { body: { groupname: name, actors: members } });
}

/** Removes a group, not its members. @throws RequestRefused, ServerUnreachable */
export async function deleteGroup(client: RestClient, name: string): Promise<void> {
  await ask(client, 'DELETE', groupPath(client, name));
}

function groupPath(client: RestClient, name: string): string {
  return client.orgPath(`groups/${encodeURIComponent(name)}`);
}
