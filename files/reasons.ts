/**
 * What stands in the way of reading or writing, by the code of the system or of SQLite: faults of a path, a disk, a file or a
 * limit, and none of the program.
 */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no right to',
  EPERM: 'not permitted',
  EROFS: 'a read-only file system',
  ENOSPC: 'no space is left',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a file is in its place',
  EEXIST: 'a file is in its place',
  EISDIR: 'a folder is in its place',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'a circle of links',
  EFBIG: 'the file becomes too large',
  EIO: 'the disk fails',
  EBUSY: 'it is in use',
  ENXIO: 'a socket or a device is in its place',
  ENODEV: 'a device is in its place',
  EMFILE: 'this process has too many files open, see ulimit -n',
  ENFILE: 'this machine has too many files open',
  ENOMEM: 'no memory is left',
  SQLITE_FULL: 'no space is left',
  SQLITE_IOERR: 'the disk fails',
  SQLITE_CORRUPT: 'the file is damaged',
  SQLITE_NOTADB: 'the file is no database',
  SQLITE_READONLY: 'a read-only file',
  SQLITE_PERM: 'no right to',
  SQLITE_AUTH: 'no right to',
  SQLITE_CANTOPEN: 'the file cannot be opened',
  SQLITE_BUSY: 'another process has it',
  SQLITE_LOCKED: 'another process has it',
  SQLITE_PROTOCOL: 'another process has it',
  SQLITE_NOMEM: 'no memory is left',
};

/** The system's code of an error, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What the code of an error means: `ENOSPC: no space is left`. Undefined for a code that says nothing of a file. */
export function reasonOf(error: unknown): string | undefined {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : REASONS[code];
  return reason && `${code}: ${reason}`;
}
