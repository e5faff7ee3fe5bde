import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENS = '0A';
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** The process of this machine that listens where this URL points to; undefined where it is elsewhere or cannot be told. */
export function listenerPid(url: string): number | undefined {
  const { hostname, port, protocol } = new URL(url);
  if (!LOOPBACK.includes(hostname)) return undefined;
  const inodes = listeningSockets(Number(port || (protocol === 'https:' ? 443 : 80)));
  if (inodes.length === 0) return undefined;
  const links = new Set(inodes.map((inode) => `socket:[${inode}]`));
  return entriesOf('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => entriesOf(`/proc/${pid}/fd`).some((fd) => links.has(linkOf(`/proc/${pid}/fd/${fd}`))));
}

/** Inodes of the sockets that listen at a port. Source: Linux, `proc_net_tcp.rst`. */
function listeningSockets(port: number): readonly string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
        return state === LISTENS && local.endsWith(`:${wanted}`) ? [inode] : [];
      }),
  );
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process has ended, or belongs to another user
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed meanwhile
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // no Linux
  }
}
