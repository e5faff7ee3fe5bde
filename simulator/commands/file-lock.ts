import { readFileSync, statSync } from 'node:fs';

/** The kernel's list of locks; Linux alone has it. */
const LOCKS = '/proc/locks';

/** True where some process holds a lock on this file. False where there is no such file, or no way to know. */
export function isLocked(path: string): boolean {
  try {
    const inode = statSync(path).ino;
    return holdsInode(readFileSync(LOCKS, 'utf8'), inode);
  } catch {
    // without the file, or without the list, nothing says that it is locked
    return false;
  }
}

/** Looks for `1: FLOCK ADVISORY WRITE 4711 08:01:131 0 EOF`; a line with `->` only waits for a lock. */
export function holdsInode(locks: string, inode: number): boolean {
  return locks.split('\n').some((line) => !line.includes('->') && line.includes(`:${inode} `));
}
