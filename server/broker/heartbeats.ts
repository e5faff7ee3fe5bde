import type { Logger } from 'pino';
import { type Context, Publisher } from 'zeromq';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import { signRsaMessage } from '../../protocol/wire/signature.ts';
import type { TcpPlace } from '../place.ts';
import { BACKLOG, bindTcp, closeTcp } from './bind-tcp.ts';
import type { ServerKeys } from './server-keys.ts';
import type { Frames, HeartbeatSigning } from './wire.ts';

export interface HeartbeatOptions {
  readonly context: Context;
  readonly clock: Clock;
  readonly log: Logger;
  readonly intervalMs: number;
  readonly key: ServerKeys['heartbeat'];
  readonly serverName: string;
  readonly incarnationId: string;
}

/** The server's heartbeats: in the clear, signed with its RSA key, numbered from 0. Source: protocol §4. */
export class Heartbeats {
  readonly #options: HeartbeatOptions;
  readonly #socket: Publisher;
  #sequence = 0;
  /** Done with the last message asked for, and so with all of them. Never rejects. */
  #published: Promise<void> = Promise.resolve();
  #dueMs = 0;
  #timer: Timer | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    const { context } = options;
    // a heartbeat that a slow reader has not taken is worth nothing when the next one is due
    this.#socket = new Publisher({
      context,
      linger: 0,
      sendTimeout: 0,
      sendHighWaterMark: 10,
      backlog: BACKLOG,
    });
  }

  /** Resolves to the port. @throws StartError */
  async bind(place: TcpPlace): Promise<number> {
    return await bindTcp(this.#socket, place);
  }

  /** Sends the first heartbeat now. */
  start(): void {
    this.#dueMs = this.#options.clock.monotonic();
    this.#beat();
  }

  /** Resolves when what was said is sent, which a key may have been drawn and kept for. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#published;
    await closeTcp(this.#socket);
  }

  /** One message more, past the usual ones, with the next number; sent as soon as there is a key to sign it. */
  publish(make: (signing: HeartbeatSigning) => Frames): void {
    this.#published = this.#publish(make).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'a heartbeat could not be sent');
    });
  }

  async #publish(make: (signing: HeartbeatSigning) => Frames): Promise<void> {
    const { privateKey } = await this.#options.key();
    const frames = make({ privateKey, sequence: this.#sequence });
    this.#sequence += 1;
    await this.#socket.send([...frames]);
  }

  #beat(): void {
    const { clock, intervalMs, serverName, incarnationId } = this.#options;
    this.publish(({ privateKey, sequence }) => {
      const message = { type: 'heartbeat', server: serverName, incarnationId } as const;
      return signRsaMessage(formatServerMessage(message, { sequence, timestampMs: clock.now() }), privateKey);
    });
    // measured from when this one was due, so that lateness does not add up; one that was missed is not made up for
    const nowMs = clock.monotonic();
    this.#dueMs = Math.max(this.#dueMs + intervalMs, nowMs);
    this.#timer = clock.after(this.#dueMs - nowMs, () => this.#beat());
  }
}
