import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** What a server has open besides its connections: the database, the log, the event loop's own. */
const RESERVED = 100;

/**
 * The connections of a server beside the descriptors that its process may have. The system says nothing when there are
 * no more: libuv accepts the connection and closes it. So it is found out before. Sockets of all ports count; which
 * of them are let in is for each port to say.
 */
export class Descriptors {
  /** Connections that there may be in all. */
  readonly most: number;
  #held = 0;

  /** @param limit of the process; undefined where the system does not tell */
  constructor(limit = openFilesLimit()) {
    this.most = limit === undefined ? Number.POSITIVE_INFINITY : Math.max(1, limit - RESERVED);
  }

  /** Another connection would be one too many. */
  get areUsedUp(): boolean {
    return this.#held >= this.most;
  }

  /** Counts a connection until it is closed. */
  hold(socket: Socket): void {
    this.#held += 1;
    socket.once('close', () => {
      this.#held -= 1;
    });
  }
}

/** How many files and sockets this process may have open; undefined where the system does not tell. */
export function openFilesLimit(limits = readLimits()): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    // not Linux: there is no such file, and no limit that could be known
    return '';
  }
}
