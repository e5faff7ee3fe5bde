import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';
import { drawnPrivateKey, type KeyChoice, keyFields } from './keys.ts';

/** A user to be made. Users belong to the server; organisations associate them. */
export interface NewUser extends KeyChoice {
  readonly name: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly password?: string;
}

export interface UserAnswer {
  readonly name: string;
  readonly publicKey?: string;
}

/** Makes a user; gives the private key where the server drew it. @throws RequestRefused, ServerUnreachable */
export async function createUser(client: RestClient, user: NewUser): Promise<string | undefined> {
  const reply = await ask(client, 'POST', '/users', {
    body: {
      username: user.name,
      display_name: user.displayName ?? user.name,
      email: user.email,
      password: user.password,
      ...keyFields(user),
    },
  });
  return drawnPrivateKey(reply);
}

/** Names of all users. @throws RequestRefused, ServerUnreachable */
export async function users(client: RestClient): Promise<readonly string[]> {
  return Object.keys(Answer.of(await ask(client, 'GET', '/users')).fields);
}

/** A user, or undefined where there is none of this name. @throws RequestRefused, ServerUnreachable */
export async function user(client: RestClient, name: string): Promise<UserAnswer | undefined> {
  const reply = await askForOne(client, `/users/${encodeURIComponent(name)}`);
  if (reply === undefined) return undefined;
  const answer = Answer.of(reply);
  const publicKey = answer.optional('public_key')?.text;
  return { name: answer.field('username').text, ...(publicKey !== undefined && { publicKey }) };
}

/** Removes a user from the server. @throws RequestRefused, ServerUnreachable */
export async function deleteUser(client: RestClient, name: string): Promise<void> {
  await ask(client, 'DELETE', `/users/${encodeURIComponent(name)}`);
}

/** Names of the users of the client's organisation. @throws RequestRefused, ServerUnreachable */
export async function associatedUsers(client: RestClient): Promise<readonly string[]> {
  const { items } = Answer.of(await ask(client, 'GET', client.orgPath('users')));
  return items.map((item) => item.field('user').field('username').text);
}

/** Makes a user one of the client's organisation. @throws RequestRefused, ServerUnreachable */
export async function associateUser(client: RestClient, name: string): Promise<void> {
  await ask(client, 'POST', client.orgPath('users'), { body: { username: name } });
}

/** Ends that. @throws RequestRefused, ServerUnreachable */
export async function dissociateUser(client: RestClient, name: string): Promise<void> {
  await ask(client, 'DELETE', client.orgPath(`users/${encodeURIComponent(name)}`));
}
