import { setMaxListeners } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A raw connection that does not mind being cut. @param url `http://HOST:PORT` or `tcp://HOST:PORT` */
export function dial(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port) }).on('error', () => undefined);
}

/** Resolves when the connection is open, or is over. */
export function opened(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed || !socket.connecting) resolve();
    socket.once('connect', resolve).once('close', () => resolve());
  });
}

/** Resolves when everything is written, or the connection is over. */
export function written(socket: Socket, bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    const done = () => {
      socket.off('close', done);
      resolve();
    };
    socket.once('close', done);
    socket.write(bytes, done);
  });
}

/**
 * Writes chunk after chunk, as fast as they are taken, until there is none, the time comes or the connection is over.
 */
export async function pour(
  socket: Socket,
  next: () => Uint8Array | undefined,
  until: AbortSignal,
): Promise<void> {
  for (let chunk = next(); chunk !== undefined && !socket.destroyed && !until.aborted; chunk = next()) {
    // what is taken at once would never let this process hear anything
    if (socket.write(chunk)) await pause(0);
    else await drained(socket, until);
  }
}

function drained(socket: Socket, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      until.removeEventListener('abort', done);
      resolve();
    };
    if (socket.destroyed || until.aborted) return resolve();
    socket.once('drain', done).once('close', done);
    until.addEventListener('abort', done);
  });
}

/** A signal that comes after the time, for thousands to wait for. */
export function after(ms: number): AbortSignal {
  const signal = AbortSignal.timeout(ms);
  setMaxListeners(0, signal);
  return signal;
}

/** Resolves after the time, or sooner when the signal comes. */
export async function wait(ms: number, until?: AbortSignal): Promise<void> {
  await pause(ms, undefined, until && { signal: until }).catch(() => undefined); // it rejects when it is over
}
