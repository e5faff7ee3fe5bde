import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { boxesReady } from '../../../protocol/curve/box.ts';
import type { BoxKeyPair } from '../../../protocol/curve/x25519.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import { SEALED_OVERHEAD_BYTES } from '../../../protocol/zmtp/curve-channel.ts';
import { CurveServerHandshake } from '../../../protocol/zmtp/curve-server.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { NullServerHandshake } from '../../../protocol/zmtp/null-server.ts';
import type { Descriptors } from '../../descriptors.ts';
import { listenAt } from '../../places.ts';
import type { TcpAddress } from '../../tcp-address.ts';
import { Deadlines } from '../deadlines.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import type { Session } from '../session.ts';
import { BACKLOG, KEEPALIVE_IDLE_MS } from '../tcp.ts';
import type { Routed } from '../wire.ts';
import type { CommandConnection } from './command-connection.ts';
import { Connections } from './connections.ts';
import { HANDSHAKE_COST, type NodeCut, type NodeRefusal, NodeTalk, type TalkStep } from './node-talk.ts';
import { SendQueue } from './send-queue.ts';
import { Turns } from './turns.ts';

/** Bytes that may wait to be read from a node; then nothing more is taken from it until its turn has come. */
const MAX_WAITING_BYTES = 65_536;
/** Besides twice the longest body: a header, and what a message takes beside its bytes. */
const BESIDE_BODY_BYTES = 8_192;

export type ConnectionRefusal = NodeRefusal | 'full' | 'EMFILE' | 'handshake_timeout';

/**
 * Why an open connection is cut: for what it said, since the node has newer ones (`crowd`), since too much waits for it
 * (`unread`), since it has taken none of it for a time (`stalled`), or since its session is over (`shut_out`).
 */
export type ConnectionCut = NodeCut | 'crowd' | 'unread' | 'stalled' | 'shut_out';

/** No connection has the identity, or what has it takes no more. */
export type Undelivered = 'gone' | 'full';

export interface CommandBounds {
  readonly maxBodyBytes: number;
  readonly maxNodeConnections: number;
  readonly handshakeTimeoutMs: number;
  /** Bytes that wait for a node that does not take them. */
  readonly maxNodeUnsentBytes: number;
  /** How long a node may take nothing of what waits for it. */
  readonly sendTimeoutMs: number;
}

export interface CommandPortOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly bounds: CommandBounds;
  readonly descriptors: Descriptors;
  /** Undefined switches CURVE off. */
  readonly curveKeys: BoxKeyPair | undefined;
  /** Whose a CURVE key is; undefined where it is not let in, which its judge has counted. */
  readonly admit: (curvePublicKey: Uint8Array, address: string) => Session | undefined;
  /** The frames of a message, the sender's identity first, and the connection over which it came. */
  readonly onMessage: (frames: Buffer[], connection: CommandConnection) => void;
  /** A connection was not let in, for another reason than its key. */
  readonly onRefused: (
    reason: Exclude<ConnectionRefusal, 'not_admitted'>,
    address: string | undefined,
  ) => void;
  /** The other end went away before its handshake was done, as one does that connects anew: nobody was refused. */
  readonly onHungUp: () => void;
  readonly onCut: (reason: ConnectionCut, connection: CommandConnection) => void;
  /** A message did not leave. Told in a later turn of the event loop. */
  readonly onUndelivered: (reason: Undelivered, message: Routed, peer: RoutedPeer) => void;
}

/**
 * What all nodes talk to: a ROUTER of ZeroMQ, with CURVE or in the clear, on node's own sockets. What a node can make it
 * keep is bounded in bytes, which libzmq counts in messages, and of a message in no way; and it can end a connection, which
 * libzmq cannot. Source: protocol §4; RFC 28, RFC 37, RFC 26.
 */
export class CommandPort {
  readonly #options: CommandPortOptions;
  readonly #server: Server;
  readonly #maxMessageBytes: number;
  readonly #connections = new Connections();
  readonly #handshakes: Deadlines<CommandConnection>;
  readonly #sends: Deadlines<CommandConnection>;
  readonly #turns = new Turns<CommandConnection>((connection) => this.#step(connection));
  #isStarted = false;

  constructor(options: CommandPortOptions) {
    this.#options = options;
    const { clock, bounds, onRefused } = options;
    this.#maxMessageBytes = 2 * bounds.maxBodyBytes + BESIDE_BODY_BYTES + SEALED_OVERHEAD_BYTES;
    this.#handshakes = new Deadlines({
      clock,
      ms: bounds.handshakeTimeoutMs,
      onDue: (connection) => this.#refuse(connection, 'handshake_timeout'),
    });
    this.#sends = new Deadlines({
      clock,
      ms: bounds.sendTimeoutMs,
      onDue: (connection) => this.#cut(connection, 'stalled'),
    });
    this.#server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE_IDLE_MS },
      (socket) => this.#welcome(socket),
    );
    this.#server.maxConnections = bounds.maxNodeConnections;
    this.#server.on('drop', (dropped) => onRefused('full', dropped?.remoteAddress));
  }

  /** Connections, whether they are open or not. */
  get count(): number {
    return this.#connections.count;
  }

  /** Bytes that wait for nodes; walks over all of them. */
  get unsentBytes(): number {
    let bytes = 0;
    for (const { queue } of this.#connections.all()) bytes += queue.unsentBytes;
    return bytes;
  }

  /** Takes the port: connections are accepted from then on, and read when it is started. Resolves to it. @throws StartError */
  async bind(place: TcpAddress): Promise<number> {
    await boxesReady;
    const port = await listenAt(this.#server, place, BACKLOG);
    this.#server.on('error', (error) => {
      this.#options.log.error({ err: error }, 'the command port could not accept a connection');
    });
    return port;
  }

  start(): void {
    this.#isStarted = true;
    for (const { socket } of this.#connections.all()) socket.resume();
  }

  /** Ends all connections and resolves when the port can be had again; calling it again does the same. */
  async stop(): Promise<void> {
    this.#turns.stop();
    this.#handshakes.stop();
    this.#sends.stop();
    for (const connection of this.#connections.all()) this.#end(connection);
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  /** @param peer whose message it is */
  transmit(message: Routed, peer: RoutedPeer): void {
    const [identity, ...frames] = message;
    const connection = this.#connections.find(identity);
    if (connection === undefined || !connection.talk.isOpen) {
      setImmediate(() => this.#options.onUndelivered('gone', message, peer));
      return;
    }
    const { queue, talk } = connection;
    const bytes = talk.seal(frames);
    // one message may be longer than what may wait, if nothing waits
    if (
      queue.unsentBytes === 0 ||
      queue.unsentBytes + bytes.byteLength <= this.#options.bounds.maxNodeUnsentBytes
    ) {
      queue.add(bytes);
      return;
    }
    setImmediate(() => this.#options.onUndelivered('full', message, peer));
    this.#cut(connection, 'unread');
  }

  /**
   * Cuts the connections of a session, with what waits for them and what of them waits to be read. Without encryption
   * no connection is known to be a session's, and none is cut.
   */
  shutOut(session: Session): void {
    for (const connection of this.#connections.of(session)) this.#cut(connection, 'shut_out');
  }

  #welcome(socket: Socket): void {
    const { descriptors, onRefused } = this.#options;
    if (descriptors.areUsedUp) {
      onRefused('EMFILE', socket.remoteAddress);
      socket.destroy();
      return;
    }
    descriptors.hold(socket);
    const connection = this.#connect(socket);
    this.#connections.add(connection);
    this.#handshakes.add(connection);
    socket.on('data', (chunk) => this.#receive(connection, chunk));
    // it is gone, however it went
    socket.on('error', () => {});
    socket.on('close', () => this.#noteClosed(connection));
    if (!this.#isStarted) socket.pause();
    connection.queue.add(GREETING_START);
  }

  #connect(socket: Socket): CommandConnection {
    const { curveKeys, log, onMessage } = this.#options;
    const identity = this.#connections.nextIdentity();
    const queue = new SendQueue({
      sink: socket,
      onBusy: () => this.#sends.add(connection),
      onProgress: () => this.#sends.renew(connection),
      onIdle: () => this.#sends.delete(connection),
    });
    const talk = new NodeTalk({
      handshake: curveKeys === undefined ? new NullServerHandshake() : new CurveServerHandshake(curveKeys),
      maxMessageBytes: this.#maxMessageBytes,
      // whoever asks and takes no answer is not answered
      reply: (bytes) => {
        if (queue.unsentBytes < MAX_WAITING_BYTES) queue.add(bytes);
      },
      admit: (key) => this.#admit(connection, key),
      onMessage: (frames) => {
        try {
          onMessage([identity, ...frames], connection);
        } catch (error) {
          log.error({ err: error }, 'a message could not be handled');
        }
      },
    });
    const connection: CommandConnection = {
      identity,
      socket,
      talk,
      queue,
      owner: undefined,
      speaker: undefined,
      isOver: false,
    };
    return connection;
  }

  #admit(connection: CommandConnection, key: Uint8Array | undefined): boolean {
    if (key === undefined) return true;
    const owner = this.#options.admit(key, connection.socket.remoteAddress ?? '');
    if (owner === undefined) return false;
    const oldest = this.#connections.own(connection, owner);
    if (oldest !== undefined) this.#cut(oldest, 'crowd');
    return true;
  }

  #receive(connection: CommandConnection, chunk: Buffer): void {
    if (connection.isOver) return;
    connection.talk.push(chunk);
    this.#turns.take(connection);
    if (this.#turns.isWaiting(connection) && connection.talk.waitingBytes > MAX_WAITING_BYTES) {
      connection.socket.pause();
    }
  }

  /** Does one thing that a connection asked for, and gives what it cost. */
  #step(connection: CommandConnection): number {
    if (connection.isOver) return 0;
    const step: TalkStep = connection.talk.step();
    switch (step.type) {
      case 'idle':
        if (connection.socket.isPaused()) connection.socket.resume();
        return 0;
      case 'done':
        return step.cost;
      case 'opened':
        this.#handshakes.delete(connection);
        return HANDSHAKE_COST;
      case 'refused':
        this.#refuse(connection, step.reason);
        return 1;
      case 'cut':
        this.#cut(connection, step.reason);
        return 1;
    }
  }

  #refuse(connection: CommandConnection, reason: ConnectionRefusal): void {
    if (reason !== 'not_admitted') this.#options.onRefused(reason, connection.socket.remoteAddress);
    this.#end(connection);
  }

  #cut(connection: CommandConnection, reason: ConnectionCut): void {
    this.#options.onCut(reason, connection);
    this.#end(connection);
  }

  /** Reads and sends nothing more. What was given to the system is sent. */
  #end(connection: CommandConnection): void {
    connection.isOver = true;
    connection.queue.clear();
    this.#forget(connection);
    this.#turns.delete(connection);
    connection.socket.destroy();
  }

  /** What came before its end is still to be read: a node may have said its last word and left. */
  #noteClosed(connection: CommandConnection): void {
    const hungUp = !connection.isOver && !connection.talk.isOpen;
    this.#forget(connection);
    if (!hungUp) return;
    connection.isOver = true;
    this.#turns.delete(connection);
    this.#options.onHungUp();
  }

  #forget(connection: CommandConnection): void {
    this.#connections.delete(connection);
    this.#handshakes.delete(connection);
    this.#sends.delete(connection);
  }
}
