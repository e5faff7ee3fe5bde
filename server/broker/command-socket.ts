import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Context, Router } from 'zeromq';
import type { TcpPlace } from '../place.ts';
import { BACKLOG, bindTcp, closeTcp } from './bind-tcp.ts';
import type { Frames } from './wire.ts';

/** What libzmq itself refuses, by cutting the connection. Anything shorter is received, refused and counted. */
const LEAST_MAX_MESSAGE_BYTES = 1_048_576;

/** How a connection ends that the other end gave up. */
const HUNG_UP: readonly string[] = ['EPIPE', 'ECONNRESET'];

/**
 * Messages taken in one turn of the event loop. While messages are there, receiving them waits for nothing, and a job on
 * ten thousand nodes brings as many at once; timers and requests are to be served in between.
 */
const BURST = 128;

/** A connection that is silent for this long is asked whether it is still there. */
const KEEPALIVE_IDLE_SECONDS = 60;

export interface CommandSocketOptions {
  readonly context: Context;
  readonly log: Logger;
  readonly maxBodyBytes: number;
  /** Z85; undefined switches CURVE off. */
  readonly curveSecretKey: string | undefined;
  /** The frames of a message, the sender's identity first. */
  readonly onMessage: (frames: Buffer[]) => void;
  /** A connection failed before it was encrypted. @param code libzmq's name for it */
  readonly onHandshakeFailed: (code: string) => void;
  /** The other end went away before its connection was encrypted, as one does that connects anew: nobody was refused. */
  readonly onHungUp: () => void;
}

/** The ROUTER that all nodes talk to. Its receive loop outlives whatever is wrong with a message. */
export class CommandSocket {
  readonly #options: CommandSocketOptions;
  readonly #router: Router;

  constructor(options: CommandSocketOptions) {
    this.#options = options;
    const { context, curveSecretKey, maxBodyBytes } = options;
    this.#router = new Router({
      context,
      linger: 0,
      backlog: BACKLOG,
      // to a node that takes nothing, a ROUTER drops: no send ever has to wait, so none collides with another
      sendTimeout: 0,
      maxMessageSize: Math.max(LEAST_MAX_MESSAGE_BYTES, 2 * maxBodyBytes),
      tcpKeepalive: 1,
      tcpKeepaliveIdle: KEEPALIVE_IDLE_SECONDS,
      ...(curveSecretKey !== undefined && { curveServer: true, curveSecretKey }),
    });
  }

  /** Resolves to the port. @throws StartError */
  async bind(place: TcpPlace): Promise<number> {
    return await bindTcp(this.#router, place);
  }

  start(): void {
    void this.#receive();
    const { curveSecretKey, onHandshakeFailed, onHungUp } = this.#options;
    // `EMFILE`: more nodes than this process may have descriptors
    this.#router.events.on('accept:error', ({ error }) => onHandshakeFailed(error.code));
    if (curveSecretKey === undefined) return;
    this.#router.events.on('handshake:error:protocol', ({ error }) => onHandshakeFailed(error.code));
    this.#router.events.on('handshake:error:other', ({ error: { code } }) => {
      if (HUNG_UP.includes(code)) onHungUp();
      else onHandshakeFailed(code);
    });
  }

  stop(): Promise<void> {
    return closeTcp(this.#router);
  }

  transmit(frames: readonly [identity: Buffer, ...message: Frames]): void {
    this.#router.send([...frames]).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'a message could not be sent');
    });
  }

  async #receive(): Promise<void> {
    const { onMessage, log } = this.#options;
    for (let received = 1; !this.#router.closed; received++) {
      let frames: Buffer[];
      try {
        frames = await this.#router.receive();
      } catch (error) {
        // closing the socket ends the wait for a message with an error
        if (this.#router.closed) return;
        log.error({ err: error }, 'the command socket could not be read');
        // should it fail again and again, everybody else still gets a turn
        await setImmediate();
        continue;
      }
      try {
        onMessage(frames);
      } catch (error) {
        log.error({ err: error }, 'a message could not be handled');
      }
      if (received % BURST === 0) await setImmediate();
    }
  }
}
