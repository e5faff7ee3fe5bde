import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Pace } from './pace.ts';
import type { RequestsOfConnections } from './piecemeal.ts';

type Waiting = readonly [request: IncomingMessage, response: ServerResponse];

/** The requests of one connection. */
interface Line {
  /** Those behind the one that is answered. */
  readonly waiting: Waiting[];
  latest: IncomingMessage;
}

export interface TurnsOptions {
  /** Requests that wait, over all connections. A connection with one more is cut. */
  readonly maxWaiting: number;
  readonly answer: RequestListener;
  /** At which requests are begun that were sent ahead. */
  readonly pace: Pick<Pace, 'add'>;
  /** A request has come over a connection. */
  readonly onAsked?: (socket: Socket) => void;
  /** All that came over a connection is answered. */
  readonly onRest?: (socket: Socket) => void;
  /** A connection is cut. */
  readonly onTooMany: (socket: Socket) => void;
}

/**
 * Answers the requests of a connection one after the other, each when the answer before it has been taken. Node would
 * begin all of them at once, however many came together and whether or not anybody reads. While some wait, the
 * connection is held: see `readPiecemeal`, without which thousands may have been read by then.
 */
export class RequestTurns implements RequestsOfConnections {
  readonly #options: TurnsOptions;
  readonly #lines = new WeakMap<Socket, Line>();
  #waiting = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Requests that wait, over all connections. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether a request waits behind the one of this connection that is answered, so that no more are to be read. */
  holds(socket: Socket): boolean {
    return (this.#lines.get(socket)?.waiting.length ?? 0) > 0;
  }

  latest(socket: Socket): IncomingMessage | undefined {
    return this.#lines.get(socket)?.latest;
  }

  /** A request has come. */
  take(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    this.#options.onAsked?.(socket);
    const line = this.#lines.get(socket);
    if (line === undefined) this.#begin(socket, { waiting: [], latest: request }, [request, response]);
    else this.#queue(socket, line, [request, response]);
  }

  #begin(socket: Socket, line: Line, [request, response]: Waiting): void {
    this.#lines.set(socket, line);
    response.once('close', () => this.#ended(socket, line));
    this.#options.answer(request, response);
  }

  #queue(socket: Socket, line: Line, next: Waiting): void {
    if (socket.destroyed) return;
    if (this.#waiting >= this.#options.maxWaiting) {
      this.#options.onTooMany(socket);
      socket.destroy();
      return;
    }
    line.waiting.push(next);
    line.latest = next[0];
    this.#waiting += 1;
  }

  /** An answer is over: taken, or given up with its connection. */
  #ended(socket: Socket, line: Line): void {
    if (socket.destroyed) this.#drop(line);
    else if (line.waiting.length === 0) this.#rest(socket);
    else this.#options.pace.add(() => this.#next(socket, line));
  }

  #rest(socket: Socket): void {
    this.#lines.delete(socket);
    this.#options.onRest?.(socket);
  }

  #next(socket: Socket, line: Line): void {
    const next = socket.destroyed ? undefined : line.waiting.shift();
    if (next === undefined) {
      this.#drop(line);
      return;
    }
    this.#waiting -= 1;
    if (line.waiting.length === 0) socket.resume();
    this.#begin(socket, line, next);
  }

  #drop({ waiting }: Line): void {
    this.#waiting -= waiting.length;
    waiting.length = 0;
  }
}
