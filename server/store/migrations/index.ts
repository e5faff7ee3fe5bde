import { migration as firstTables } from './001-first-tables.ts';
import { migration as nodePasts } from './002-node-pasts.ts';
import { migration as membersOfGroups } from './003-members-of-groups.ts';
import { migration as sessions } from './004-sessions.ts';
import { migration as signedUntil } from './005-signed-until.ts';
import type { Migration } from './migration.ts';

/** The steps in order. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  nodePasts,
  membersOfGroups,
  sessions,
  signedUntil,
];
