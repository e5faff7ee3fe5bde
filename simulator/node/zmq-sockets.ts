import type { Context } from 'zeromq';
import { borrowContext, returnContext } from '../../protocol/sockets/contexts.ts';
import { CommandSocket } from './command-socket.ts';
import { HeartbeatSocket } from './heartbeat-socket.ts';
import type { CommandChannel, CommandChannelOptions, HeartbeatChannel, NodeSockets } from './node-sockets.ts';

/** Sockets a node may have at once: its own, one that is just being closed, and its part of the shared ones. */
const SOCKETS_A_NODE = 3;
const LEAST_SOCKETS = 4_096;

/** The sockets of a fleet, in a ZeroMQ context of its own. */
export class ZmqSockets implements NodeSockets {
  readonly #context: Context;
  readonly #heartbeats = new Map<string, HeartbeatSocket>();

  /** @param nodes how many nodes are expected; more may come as long as sockets are left */
  constructor(nodes: number) {
    this.#context = borrowContext(Math.max(LEAST_SOCKETS, nodes * SOCKETS_A_NODE));
  }

  /** To be called once, when all channels are closed. */
  close(): void {
    returnContext(this.#context);
  }

  openCommands(options: CommandChannelOptions): CommandChannel {
    return new CommandSocket(this.#context, options);
  }

  heartbeats(address: string): HeartbeatChannel {
    const known = this.#heartbeats.get(address);
    if (known) return known;
    const socket = new HeartbeatSocket(this.#context, address);
    this.#heartbeats.set(address, socket);
    return socket;
  }
}
