import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';
import { drawnPrivateKey, type KeyChoice, keyFields } from './keys.ts';

/** A client to be made: the principal that a node signs as. It belongs to one organisation. */
export interface NewClient extends KeyChoice {
  readonly name: string;
  /** A Chef server's mark of the client that registers others. */
  readonly validator?: boolean;
}

export interface ClientAnswer {
  readonly name: string;
  readonly publicKey?: string;
}

/** Makes a client; gives the private key where the server drew it. @throws RequestRefused, ServerUnreachable */
export async function createClient(client: RestClient, made: NewClient): Promise<string | undefined> {
  const reply = await ask(client, 'POST', client.orgPath('clients'), {
    body: {
      name: made.name,
      ...(made.validator !== undefined && { validator: made.validator }),
      ...keyFields(made),
    },
  });
  return drawnPrivateKey(reply);
}

/** Names of all clients of the organisation. @throws RequestRefused, ServerUnreachable */
export async function clients(client: RestClient): Promise<readonly string[]> {
  return Object.keys(Answer.of(await ask(client, 'GET', client.orgPath('clients'))).fields);
}

/** A client, or undefined where there is none of this name. @throws RequestRefused, ServerUnreachable */
export async function clientNamed(client: RestClient, name: string): Promise<ClientAnswer | undefined> {
  const reply = await askForOne(client, clientPath(client, name));
  if (reply === undefined) return undefined;
  const answer = Answer.of(reply);
  const publicKey = answer.optional('public_key')?.text;
  return { name: answer.field('name').text, ...(publicKey !== undefined && { publicKey }) };
}

/** Gives a client another key; gives the private key where the server drew it. @throws RequestRefused, ServerUnreachable */
export async function rotateClientKey(client: RestClient, changed: NewClient): Promise<string | undefined> {
  const reply = await ask(client, 'PUT', clientPath(client, changed.name), {
    body: { name: changed.name, ...keyFields(changed) },
  });
  return drawnPrivateKey(reply);
}

/** Removes a client. @throws RequestRefused, ServerUnreachable */
export async function deleteClient(client: RestClient, name: string): Promise<void> {
  await ask(client, 'DELETE', clientPath(client, name));
}

function clientPath(client: RestClient, name: string): string {
  return client.orgPath(`clients/${encodeURIComponent(name)}`);
}
