import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { declaredBytes } from '../read-body.ts';
import type { Pace } from './pace.ts';

/** The end of headers; node takes nothing else for it. */
const HEADERS_END = Buffer.from('\r\n\r\n');
/** A piece that may begin a request has so many bytes at least: few requests fit into it, and what is none is no thousand pieces. */
const PIECE_BYTES = 128;
/** What comes at once and is as long waits for the pace. No request without a body is. */
const LONG_BYTES = 16_384;

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
 * Gives node what comes over a connection in pieces of about one request, and the next one only while the connection is
 * neither paused nor held. By itself node takes all that came at once, up to 64 KB with thousands of requests. What can
 * only be the body of one request is a single piece. Much at once is given at a pace, so that nobody else waits for it.
 * @param socket of which node's HTTP server reads already
 * @param onHead so much was read of headers that have not ended, which node keeps
 */
export function readPiecemeal(
  socket: Socket,
  requests: RequestsOfConnections,
  pace: Pick<Pace, 'add'>,
  onHead: (bytes: number) => void = () => undefined,
): void {
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
    else if (request === undefined || request.complete) onHead(piece.byteLength);
    latest = request;
    bodyBytes = Math.max(0, bodyBytes - piece.byteLength);
  };

  let turn: 'none' | 'waits' | 'has come' = 'none';
  const awaitTurn = () => {
    if (turn === 'waits') return;
    turn = 'waits';
    pace.add(() => {
      turn = 'has come';
      socket.resume();
    });
  };
  const keep = (rest: Buffer) => {
    socket.pause();
    if (rest.byteLength > 0) socket.unshift(rest);
  };
  socket.on('data', (chunk: Buffer) => {
    if (chunk.byteLength >= LONG_BYTES && turn !== 'has come') {
      keep(chunk);
      awaitTurn();
      return;
    }
    turn = 'none';
    // with nothing left to give, it is not read any further either
    for (let at = 0; !socket.destroyed; ) {
      if (requests.holds(socket) || socket.isPaused() || (socket as MaybePaused)._paused === true) {
        keep(chunk.subarray(at));
        return;
      }
      if (at >= chunk.byteLength) return;
      const end = bodyBytes > 0 ? at + bodyBytes : endOfPiece(chunk, at);
      give(chunk.subarray(at, end));
      at = end;
    }
  });
}

/**
 * Where a piece ends that may begin a request: where headers end. That is a guess, since a body may look the same and a
 * chunk may begin anywhere. It decides how much is read at once, and nothing else.
 */
function endOfPiece(chunk: Buffer, at: number): number {
  const found = chunk.indexOf(HEADERS_END, at + PIECE_BYTES - HEADERS_END.byteLength);
  return found < 0 ? chunk.byteLength : found + HEADERS_END.byteLength;
}
