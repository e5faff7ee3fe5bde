import type { KeyObject } from 'node:crypto';
import type { Access } from '../access/access.ts';
import { refusal } from './errors.ts';
import type { VerifiedRequest } from './guard.ts';

/**
 * The key that the node's client has at this moment, up to the end of this turn; undefined where there is no such client,
 * which only a user may find.
 *
 * @throws HttpRefusal where the asker is that client, and was deleted or given another key while it was answered
 */
export async function ownClientKey(
  access: Access,
  { asker, asOf }: VerifiedRequest,
  org: string,
  node: string,
): Promise<KeyObject | undefined> {
  const isItself = asker.kind === 'client';
  if (isItself && access.changes === asOf) return asker.key;
  const key = await presentKey(access, org, node);
  if (!isItself) return key;
  if (key === undefined) throw refusal('unknown_principal', node);
  if (!key.equals(asker.key)) throw refusal('bad_signature', node);
  return key;
}

async function presentKey(access: Access, org: string, node: string): Promise<KeyObject | undefined> {
  for (;;) {
    const { changes } = access;
    const candidates = await access.candidates(org, node);
    if (changes === access.changes) return candidates.find(({ kind }) => kind === 'client')?.key;
  }
}
