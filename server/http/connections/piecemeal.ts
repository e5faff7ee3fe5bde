import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { declaredBytes } from '../read-body.ts';

/** Small enough that few requests fit into it, large enough for one. */
const PIECE_BYTES = 512;

/** A flag of node's: it has stopped reading by itself, and whoever gives it more nevertheless meets an assertion. */
interface MaybePaused {
  readonly _paused?: boolean;
}

/** What is known of the requests of connections. */
export interface RequestsOfConnections {
  /** Whether nothing more is to be read for now; whoever ends that resumes the connection. */
  holds(socket: Socket): boolean;
  /** The request that has begun last. */
  latest(socket: Socket): IncomingMessage | undefined;
}

/**
 * Gives node what comes over a connection in small pieces, and the next one only while the connection is neither paused
 * nor held. By itself node takes all that came at once, up to 64 KB with thousands of requests. What can only be the body
 * of one request is a single piece.
 * @param socket of which node's HTTP server reads already
 */
export function readPiecemeal(socket: Socket, requests: RequestsOfConnections): void {
  const [take] = socket.listeners('data');
  if (take === undefined) throw new Error('nothing reads from the connection');
  socket.removeListener('data', take as () => void);

  let latest: IncomingMessage | undefined;
  /** So many bytes, at least, are still to come of its body. */
  let bodyBytes = 0;
  const give = (piece: Buffer) => {
    take.call(socket, piece);
    const request = requests.latest(socket);
    if (request !== latest) bodyBytes = request === undefined ? 0 : declaredBytes(request.headers);
    latest = request;
    bodyBytes = Math.max(0, bodyBytes - piece.byteLength);
  };
  socket.on('data', (chunk: Buffer) => {
    let at = 0;
    while (at < chunk.byteLength && !socket.destroyed) {
      if (requests.holds(socket) || socket.isPaused() || (socket as MaybePaused)._paused === true) {
        socket.pause();
        socket.unshift(chunk.subarray(at));
        return;
      }
      const end = at + Math.max(PIECE_BYTES, bodyBytes);
      give(chunk.subarray(at, end));
      at = end;
    }
  });
}
