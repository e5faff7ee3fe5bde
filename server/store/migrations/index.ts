import { migration as firstTables } from './001-first-tables.ts';
import { migration as nodePasts } from './002-node-pasts.ts';
import { migration as membersOfGroups } from './003-members-of-groups.ts';
import { migration as sessions } from './004-sessions.ts';
import { migration as signedUntil } from './005-signed-until.ts';

/** One step of the schema. A step that was released is never changed: a later one mends it. */
export interface Migration {
  /** Rises by one from 1. */
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  nodePasts,
  membersOfGroups,
  sessions,
  signedUntil,
];
