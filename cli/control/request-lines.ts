import type { Socket } from 'node:net';

/**
 * Hears a connection line by line, one at a time: what comes meanwhile waits in the socket. A line that is too long, or no end of
 * it, is the end of the connection.
 * @param answer gives what is written back; it must not reject
 */
export function onLines(
  socket: Socket,
  maxBytes: number,
  answer: (line: string) => Promise<string>,
  tooLong: string,
): void {
  let rest = Buffer.alloc(0);
  let isBusy = false;
  const next = (): void => {
    if (isBusy) return;
    const end = rest.indexOf('\n');
    if (end > maxBytes || (end < 0 && rest.length > maxBytes)) {
      socket.end(`${tooLong}\n`);
      socket.pause();
      return;
    }
    if (end < 0) {
      socket.resume();
      return;
    }
    const line = rest.subarray(0, end).toString('utf8');
    rest = rest.subarray(end + 1);
    isBusy = true;
    socket.pause();
    void answer(line).then((text) => {
      isBusy = false;
      if (!socket.destroyed) socket.write(`${text}\n`, next);
    });
  };
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    next();
  });
}
