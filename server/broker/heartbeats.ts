import type { Logger } from 'pino';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Frames } from '../../protocol/wire/frames.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import { signRsaMessage } from '../../protocol/wire/signature.ts';
import type { Publisher } from './heartbeat-port/publisher.ts';
import type { ServerKeys } from './server-keys.ts';
import type { HeartbeatSigning } from './wire.ts';

export interface HeartbeatOptions {
  readonly publisher: Pick<Publisher, 'send'>;
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
  #sequence = 0;
  /** Done with the last message asked for, and so with all of them. Never rejects. */
  #published: Promise<void> = Promise.resolve();
  #dueMs = 0;
  #timer: Timer | undefined;
  #isPaused = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** Sends the first heartbeat now. */
  start(): void {
    this.#dueMs = this.#options.clock.monotonic();
    this.#beat();
  }

  /** Resolves when what was said is handed over, which a key may have been drawn and kept for. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#published;
  }

  /** Beats once more, now, and then not before `resume`. */
  pause(): void {
    this.#publishBeat();
    this.#isPaused = true;
  }

  /** Goes on when the next heartbeat is due. */
  resume(): void {
    this.#isPaused = false;
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
    this.#options.publisher.send(frames);
  }

  #beat(): void {
    const { clock, intervalMs } = this.#options;
    if (!this.#isPaused) this.#publishBeat();
    // measured from when this one was due, so that lateness does not add up; one that was missed is not made up for
    const nowMs = clock.monotonic();
    this.#dueMs = Math.max(this.#dueMs + intervalMs, nowMs);
    this.#timer = clock.after(this.#dueMs - nowMs, () => this.#beat());
  }

  #publishBeat(): void {
    const { clock, serverName, incarnationId } = this.#options;
    this.publish(({ privateKey, sequence }) => {
      const message = { type: 'heartbeat', server: serverName, incarnationId } as const;
      return signRsaMessage(formatServerMessage(message, { sequence, timestampMs: clock.now() }), privateKey);
    });
  }
}
