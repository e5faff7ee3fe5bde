import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A user of this machine. */
export interface MachineUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

const LOOKUP_TIMEOUT_MS = 2_000;

/** A user by name, or undefined where this machine has none. Users of a directory service count. */
export function findUser(name: string): MachineUser | undefined {
  // what cannot be a name is not looked for
  if (!/^[A-Za-z0-9_.][\w.@-]*\$?$/.test(name)) return undefined;
  return parsePasswd(passwdFile(), name) ?? parsePasswd(directoryEntry(name), name);
}

/** The entry of a user in text of the form of /etc/passwd. */
export function parsePasswd(text: string, name: string): MachineUser | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${name}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid, , home] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid), home: home ?? '/' };
}

/** True where this process may run commands as that user. */
export function mayBecome(user: MachineUser): boolean {
  const uid = process.getuid?.();
  return uid === 0 || uid === user.uid;
}

function passwdFile(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    // a machine without the file may have users all the same
    return '';
  }
}

function directoryEntry(name: string): string {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('getent', ['passwd', name], {
      encoding: 'utf8',
      timeout: LOOKUP_TIMEOUT_MS,
      stdio: [...stdio],
    });
  } catch {
    // no such user, or no such command
    return '';
  }
}
