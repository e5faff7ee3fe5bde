import { Session } from '../entry/session.ts';
import { SessionKeys } from '../entry/session-keys.ts';

const KEYS = new SessionKeys(Buffer.alloc(32, 7));

/** A session of a node of `dev`; another `id` makes it another one. */
export function sessionOf(node = 'web1', id = '1'): Session {
  return new Session({ org: 'dev', node, clientKey: 'a', id }, 0, KEYS);
}
