import { readdirSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { folderFault, pidOfSocket } from './control-folder.ts';

/** A socket, and the process that its name says. */
export interface FoundSocket {
  readonly path: string;
  readonly pid: number;
}

/** Sockets of fleets in such a folder; none where it is not of this user alone: what stands there is not to be believed. */
export function socketsIn(folder: string): readonly FoundSocket[] {
  if (folderFault(folder) !== undefined) return [];
  return readdirSync(folder).flatMap((name) => {
    const pid = pidOfSocket(name);
    return pid === undefined ? [] : [{ path: join(folder, name), pid }];
  });
}

/** Takes away the sockets whose processes are gone. */
export async function removeStale(folder: string): Promise<void> {
  for (const { path } of socketsIn(folder)) if (!(await isListening(path))) unlinkIfThere(path);
}

/** Whether somebody listens at a socket. */
export function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    // EAGAIN: so many ask that one more has no place, which is a life, too
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'ENOTSOCK'),
    );
  });
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // somebody else was quicker
  }
}
