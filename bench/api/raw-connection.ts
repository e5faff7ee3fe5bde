import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = /\r\ncontent-length: (\d+)/i;

/** Where the answer to a request ends; undefined: it is not all there yet. */
export function answerLength(received: Buffer): number | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const length = CONTENT_LENGTH.exec(received.toString('latin1', 0, headEnd))?.[1];
  if (length === undefined)
    throw new Error(`no Content-Length in ${received.toString('latin1', 0, headEnd)}`);
  const end = headEnd + HEAD_END.length + Number(length);
  return received.length < end ? undefined : end;
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** An HTTP connection that sends bytes made beforehand, so that the asker costs as little as can be. */
export class RawConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.of();
  #answered: ((answer: Buffer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the connection closed before the answer was there')));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Sends a whole request and waits for the whole answer; one at a time. */
  async ask(request: string): Promise<RawAnswer> {
    const answer = await new Promise<Buffer>((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
    this.#failed = undefined;
    const text = answer.toString();
    return { status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) };
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const end = answerLength(this.#received);
    if (end === undefined) return;
    const answer = this.#received.subarray(0, end);
    this.#received = this.#received.subarray(end);
    this.#answered?.(answer);
  }
}
