import type { KeyObject } from 'node:crypto';
import type { CurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { Frames } from '../../protocol/wire/frames.ts';
import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { ServerHeartbeat } from './incoming.ts';

/** Whoever reads a command socket. */
export interface CommandListener {
  /** @param from the channel, which may have been closed since it read this */
  message(frames: readonly Buffer[], from: CommandChannel): void;
}

/** Where a node's command socket connects to, and as whom. */
export interface CommandChannelOptions {
  readonly address: string;
  readonly keys: CurveKeyPair;
  /** Z85; undefined where the server has switched CURVE off, and of a node that cannot encrypt. */
  readonly serverKey: string | undefined;
  readonly listener: CommandListener;
}

/** A node's connection to the command socket. */
export interface CommandChannel {
  /** Sends in order, or waits its turn. */
  send(frames: Frames): void;
  /** @param lastWords what was sent just before goes out still, though nobody waits for it */
  close(lastWords: boolean): void;
}

/** What a node wants to know of the server's heartbeats. */
export interface HeartbeatListener {
  heartbeat(message: ServerHeartbeat, frames: Frames): void;
  refusedHeartbeat(reason: RefusalReason, frames: Frames): void;
}

/** A connection to the heartbeat socket, shared by all nodes that listen to one address. */
export interface HeartbeatChannel {
  /** @param publicKey the same object for all nodes that were given the same key @returns how to stop listening */
  listen(publicKey: KeyObject, listener: HeartbeatListener): () => void;
  /** Connects anew, if it has not just been done. */
  reopen(): void;
}

/** How nodes get their connections. */
export interface NodeSockets {
  openCommands(options: CommandChannelOptions): CommandChannel;
  /** The connection to an address; it is open as long as anybody listens. */
  heartbeats(address: string): HeartbeatChannel;
}
