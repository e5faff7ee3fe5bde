import type { Reply } from '../reply.ts';
import { Answer } from './answer.ts';

/** How a principal gets its key: ours, or one that the server draws and shows once. */
export interface KeyChoice {
  /** SPKI, PEM. */
  readonly publicKey?: string;
}

/** A key in wire spelling; the server draws one where none is given. */
export function keyFields(choice: KeyChoice): Readonly<Record<string, unknown>> {
  return choice.publicKey === undefined ? { create_key: true } : { public_key: choice.publicKey };
}

/** The private key that the server drew, PEM; it stands in the answer itself or in its `chef_key`. */
export function drawnPrivateKey(reply: Reply): string | undefined {
  const answer = Answer.of(reply);
  return (answer.optional('private_key') ?? answer.optional('chef_key')?.optional('private_key'))?.text;
}
