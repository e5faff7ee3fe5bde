import { codeOf, reasonOf } from '../../files/reasons.ts';

/** What stands in the way of writing: `ENOSPC: no space is left`. Undefined for an error that says nothing of a file. */
export function whyNot(error: unknown): string | undefined {
  return codeOf(error) === 'ENOENT' ? 'ENOENT: nothing can be made there' : reasonOf(error);
}

/** What a call of the system does with a path; one that is not here goes by its own name. */
const VERBS: Readonly<Record<string, string>> = {
  write: 'write',
  fsync: 'write',
  mkdir: 'make',
  mkdtemp: 'make',
  rename: 'write',
  unlink: 'remove',
  rmdir: 'remove',
  rm: 'remove',
  scandir: 'read',
  stat: 'read',
  lstat: 'read',
  spawn: 'start',
};

const ROOM = 'make room there, or give another folder';
const RIGHT = 'give this user the permission, or give another path';
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: ROOM,
  EDQUOT: ROOM,
  EROFS: 'give a path on another file system',
  EACCES: RIGHT,
  EPERM: RIGHT,
};

/** Limits of the process or the machine, whichever path it was. */
const LIMITS: readonly string[] = ['EMFILE', 'ENFILE', 'ENOMEM'];

/** Those that say nothing of the path that a user has given, but of a file that ought to be there. */
const MISSING: readonly string[] = ['ENOENT', 'EEXIST'];

/** The same in a sentence with the path, for an error that nobody expected; one of a file that is missing stays ours. */
export function fileFault(error: unknown): string | undefined {
  const reason = whyNot(error);
  const code = codeOf(error) ?? '';
  if (code.startsWith('SQLITE_') && reason !== undefined)
    return `Cannot use the database (${reason}); mend that, or give another folder.`;
  const { path = 'a file', syscall = 'use' } = Object(error) as NodeJS.ErrnoException;
  if (reason === undefined || (MISSING.includes(code) && syscall !== 'mkdtemp')) return undefined;
  if (LIMITS.includes(code)) return `This command cannot go on (${reason}); raise the limit and try again.`;
  return `Cannot ${VERBS[syscall] ?? syscall} ${path} (${reason}); ${REMEDIES[code] ?? 'give another path'}.`;
}
