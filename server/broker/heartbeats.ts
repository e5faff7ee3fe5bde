import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { type Context, Publisher } from 'zeromq';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import { signRsaMessage } from '../../protocol/wire/signature.ts';
import type { TcpPlace } from '../place.ts';
import { BACKLOG, bindTcp, closeTcp } from './bind-tcp.ts';
import type { Frames } from './wire.ts';

export interface HeartbeatOptions {
  readonly context: Context;
  readonly clock: Clock;
  readonly log: Logger;
  readonly intervalMs: number;
  readonly privateKey: KeyObject;
  readonly serverName: string;
  readonly incarnationId: string;
}

/** The server's heartbeats: in the clear, signed with its RSA key, numbered from 0. Source: protocol §4. */
export class Heartbeats {
  readonly #options: HeartbeatOptions;
  readonly #socket: Publisher;
  #sequence = 0;
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

  stop(): Promise<void> {
    this.#timer?.cancel();
    return closeTcp(this.#socket);
  }

  publish(frames: Frames): void {
    this.#socket.send([...frames]).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'a heartbeat could not be sent');
    });
  }

  #beat(): void {
    const { clock, intervalMs, privateKey, serverName, incarnationId } = this.#options;
    const text = formatServerMessage(
      { type: 'heartbeat', server: serverName, incarnationId },
      { sequence: this.#sequence, timestampMs: clock.now() },
    );
    this.#sequence += 1;
    this.publish(signRsaMessage(text, privateKey));
    // measured from when this one was due, so that lateness does not add up; one that was missed is not made up for
    const nowMs = clock.monotonic();
    this.#dueMs = Math.max(this.#dueMs + intervalMs, nowMs);
    this.#timer = clock.after(this.#dueMs - nowMs, () => this.#beat());
  }
}
