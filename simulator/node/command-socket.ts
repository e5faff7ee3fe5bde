import { type Context, Dealer } from 'zeromq';
import type { Frames } from '../../protocol/wire/frames.ts';
import { MAX_COMMAND_BYTES } from './incoming.ts';
import { isIpv6 } from './ipv6.ts';
import type { CommandChannel, CommandChannelOptions, CommandListener } from './node-sockets.ts';

/** The client keeps at most this many unsent messages in the socket. Source: protocol §4. */
const MAX_UNSENT = 3;
/** Messages that wait for a place in the socket; a node whose connection is dead says no more than this. */
const MAX_WAITING = 64;
/** How long a message that a process sent just before its end may still take. */
const LAST_WORDS_MS = 250;

/** A node's DEALER: keeps sending in order and one at a time, as the binding demands. */
export class CommandSocket implements CommandChannel {
  readonly #socket: Dealer;
  #waiting: Frames[] | undefined;
  /** Set while what waits still has time to find a place in the socket, which closes then. */
  #ending: NodeJS.Timeout | undefined;

  constructor(context: Context, options: CommandChannelOptions) {
    const { address, keys, serverKey, listener } = options;
    this.#socket = new Dealer({
      context,
      linger: 0,
      ipv6: isIpv6(address),
      sendHighWaterMark: MAX_UNSENT,
      // libzmq cuts the connection; what is a little too long is received, refused and counted
      maxMessageSize: 2 * MAX_COMMAND_BYTES,
      ...(serverKey !== undefined && {
        curveServerKey: serverKey,
        curvePublicKey: keys.publicKey,
        curveSecretKey: keys.secretKey,
      }),
    });
    this.#socket.connect(address);
    void this.#receive(listener);
  }

  /** A message for which there is no place is lost. */
  send(frames: Frames): void {
    if (!this.#waiting) {
      this.#waiting = [];
      void this.#pump(frames);
    } else if (this.#waiting.length < MAX_WAITING) {
      this.#waiting.push(frames);
    }
  }

  close(lastWords: boolean): void {
    if (this.#socket.closed) return;
    if (lastWords) this.#socket.linger = LAST_WORDS_MS;
    if (lastWords && this.#waiting !== undefined)
      this.#ending ??= setTimeout(() => this.#socket.close(), LAST_WORDS_MS);
    else this.#socket.close();
  }

  async #pump(first: Frames): Promise<void> {
    try {
      for (let next: Frames | undefined = first; next; next = this.#waiting?.shift()) {
        await this.#socket.send([...next]);
      }
    } catch (error) {
      // what finds no place in the socket before it is closed is lost, as on a real client
      if (!this.#socket.closed) throw error;
    }
    this.#waiting = undefined;
    if (this.#ending === undefined) return;
    clearTimeout(this.#ending);
    if (!this.#socket.closed) this.#socket.close();
  }

  async #receive(listener: CommandListener): Promise<void> {
    while (!this.#socket.closed) {
      let frames: Buffer[];
      try {
        frames = await this.#socket.receive();
      } catch (error) {
        if (this.#socket.closed) return;
        throw error;
      }
      listener.message(frames, this);
    }
  }
}
