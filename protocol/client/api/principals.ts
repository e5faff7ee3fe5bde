import type { RestClient } from '../rest-client.ts';
import { Answer, askForOne } from './answer.ts';

/** Somebody with a public key, as the shipped push server asks for him. */
export interface PrincipalAnswer {
  readonly name: string;
  /** `user` or `client`. */
  readonly type: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** All principals of this name: a user and a client may share it. @throws RequestRefused, ServerUnreachable */
export async function principals(client: RestClient, name: string): Promise<readonly PrincipalAnswer[]> {
  const reply = await askForOne(client, client.orgPath(`principals/${encodeURIComponent(name)}`));
  if (reply === undefined) return [];
  const answer = Answer.of(reply);
  // one principal is shown by itself in older versions of the Chef server's API
  const found = answer.optional('principals')?.items ?? [answer];
  return found.map((item) => ({
    name: item.field('name').text,
    type: item.field('type').text,
    publicKey: item.field('public_key').text,
  }));
}
