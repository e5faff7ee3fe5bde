import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Bytes that the path of a Unix socket may have, its last NUL not counted: of Linux 107, of macOS 103. */
const MOST_PATH_BYTES = 103;

/** Where sockets of fleets are that were given no other place: a folder of this user alone. */
export function controlFolder(env: Env): string {
  const { XDG_RUNTIME_DIR: runtime, TMPDIR: temporary } = env;
  if (runtime !== undefined && isAbsolute(runtime)) return join(runtime, 'push-harness');
  return join(temporary || tmpdir(), `.push-harness-${process.getuid?.() ?? 'user'}`);
}

/** The socket of a process in that folder. */
export function controlPath(env: Env, pid: number): string {
  return join(controlFolder(env), `fleet-${pid}.sock`);
}

/** The process that a socket in such a folder is of; undefined for other files. */
export function pidOfSocket(name: string): number | undefined {
  const [, pid] = /^fleet-(\d{1,10})\.sock$/.exec(name) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

/** Makes the folder where it is not there. Gives why it cannot be trusted, or made. */
export function makeControlFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') return `${folder} cannot be made (${code})`;
  }
  return folderFault(folder);
}

/** Why a folder is not one of this user alone; undefined where it is. */
export function folderFault(folder: string): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return `${folder} is not there`;
  if (!found.isDirectory()) return `${folder} is no folder`;
  if (process.getuid !== undefined && found.uid !== process.getuid()) return `${folder} is another user's`;
  return (found.mode & 0o077) === 0 ? undefined : `${folder} is open to others (chmod 700 mends it)`;
}

/** Why a socket cannot have this path; undefined where it can. */
export function pathFault(path: string): string | undefined {
  const { length } = Buffer.from(path);
  return length <= MOST_PATH_BYTES
    ? undefined
    : `${path} has ${length} bytes, and the path of a socket ${MOST_PATH_BYTES} at most`;
}
