import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';

export interface OrganisationAnswer {
  readonly name: string;
  readonly fullName: string;
  /** 32 hex digits. */
  readonly id: string;
}

/** Makes an organisation. @throws RequestRefused, ServerUnreachable */
export async function createOrganisation(client: RestClient, name: string, fullName = name): Promise<void> {
  await ask(client, 'POST', '/organizations', { body: { name, full_name: fullName } });
}

/** Names of all organisations. @throws RequestRefused, ServerUnreachable */
export async function organisations(client: RestClient): Promise<readonly string[]> {
  return Object.keys(Answer.of(await ask(client, 'GET', '/organizations')).fields);
}

/** Removes an organisation with all that is in it. @throws RequestRefused, ServerUnreachable */
export async function deleteOrganisation(client: RestClient, name: string): Promise<void> {
  await ask(client, 'DELETE', `/organizations/${encodeURIComponent(name)}`);
}

/** An organisation, or undefined where there is none of this name. @throws RequestRefused, ServerUnreachable */
export async function organisation(
  client: RestClient,
  name: string,
): Promise<OrganisationAnswer | undefined> {
  const reply = await askForOne(client, `/organizations/${encodeURIComponent(name)}`);
  if (reply === undefined) return undefined;
  const answer = Answer.of(reply);
  return {
    name: answer.field('name').text,
    fullName: answer.field('full_name').text,
    id: answer.field('guid').text,
  };
}
