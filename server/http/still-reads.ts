import type { Access } from '../access/access.ts';
import type { KeyedPrincipal } from '../access/principal.ts';
import { refusal } from './errors.ts';
import type { VerifiedRequest } from './guard.ts';

/** What a stream asks of its reader. */
export type StreamRight = 'read' | 'administer';

/** Whether somebody who has signed a request of the organisation is still there, with the same key, and may read in it. */
export async function mayStillRead(
  access: Access,
  org: string,
  asker: KeyedPrincipal,
  right: StreamRight = 'read',
): Promise<boolean> {
  const candidates = await access.candidates(org, asker.name);
  const now = candidates.find(({ kind, key }) => kind === asker.kind && key.equals(asker.key));
  if (now === undefined) return false;
  return await (right === 'read' ? access.mayRead(org, now) : access.isAdmin(org, now));
}

/**
 * To be awaited right before a feed is opened, which is then to happen in the same turn.
 * @throws HttpRefusal where the asker has lost the right to read while the request was answered
 */
export async function stillReads(
  access: Access,
  { asker, asOf }: VerifiedRequest,
  org: string,
  right: StreamRight = 'read',
): Promise<void> {
  for (let seen = asOf; seen !== access.changes; ) {
    seen = access.changes;
    if (!(await mayStillRead(access, org, asker, right))) throw refusal('not_permitted', asker.name);
  }
}
