import type { ServerMessage } from '../../protocol/wire/server-message.ts';

/** The way to a node as it is now. What it is made of, addresses and keys, stays in the broker. */
export interface Peer {
  /** Signs the message and queues it. */
  send(message: ServerMessage): void;
}
