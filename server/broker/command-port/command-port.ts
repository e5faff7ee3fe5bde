import type { Socket } from 'node:net';
import { boxesReady } from '../../../protocol/curve/box.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import type { TcpAddress } from '../../tcp-address.ts';
import type { Session } from '../entry/session.ts';
import { PortListener } from '../port-listener.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import type { Routed } from '../wire.ts';
import type { CommandConnection } from './command-connection.ts';
import type { CommandPortOptions, ConnectionCut, ConnectionRefusal } from './command-port-options.ts';
import { ConnectionWaits } from './connection-waits.ts';
import { Connections } from './connections.ts';
import { HANDSHAKE_COST, type TalkStep } from './node-talk.ts';
import { MAX_WAITING_BYTES, openConnection } from './open-connection.ts';
import { Turns } from './turns.ts';

/** Of the connections that this process may have, one in so many may be without encryption and have proved nothing. */
const UNPROVEN_PART = 4;

/**
 * What all nodes talk to: a ROUTER of ZeroMQ, with CURVE or in the clear, on node's own sockets. What a node can make it
 * keep is bounded in bytes, which libzmq counts in messages, and of a message in no way; and it can end a connection, which
 * libzmq cannot. Source: protocol §4; RFC 28, RFC 37, RFC 26.
 */
export class CommandPort {
  readonly #options: CommandPortOptions;
  readonly #listeners: PortListener[] = [];
  readonly #connections = new Connections();
  readonly #waits: ConnectionWaits;
  readonly #turns = new Turns<CommandConnection>((connection) => this.#step(connection));
  #isStarted = false;

  constructor(options: CommandPortOptions) {
    this.#options = options;
    this.#waits = new ConnectionWaits({
      ...options,
      onNoHandshake: (connection) => this.#refuse(connection, 'handshake_timeout'),
      onUnproven: (connection) => this.#cut(connection, 'unproven'),
      onStalled: (connection) => this.#cut(connection, 'stalled'),
    });
  }

  /** Connections, whether they are open or not. */
  get count(): number {
    return this.#connections.count;
  }

  /** Connections that are not encrypted while others are; walks over all of them. */
  get unencryptedCount(): number {
    return this.#connections.unencryptedCount;
  }

  /** Bytes that wait for nodes; walks over all of them. */
  get unsentBytes(): number {
    return this.#connections.unsentBytes;
  }

  /** Takes the port: connections are accepted from then on, and read when it is started. Resolves to it. @throws StartError */
  async bind(place: TcpAddress): Promise<number> {
    await boxesReady;
    return this.#listen(place, this.#options.bounds.maxNodeConnections, false);
  }

  /** Takes a port beside it for nodes without encryption, which prove by their messages who they are. @throws StartError */
  bindUnencrypted(place: TcpAddress): Promise<number> {
    return this.#listen(place, this.#options.bounds.maxNodeConnections, true);
  }

  start(): void {
    this.#isStarted = true;
    for (const { socket } of this.#connections.all()) socket.resume();
  }

  /**
   * A verified message of this session has come over a connection. True: over one without encryption, of which it was
   * not known before whose it is.
   */
  prove(connection: CommandConnection, owner: Session): boolean {
    // it may be gone, and this its last word
    const isThere = this.#connections.find(connection.identity) === connection;
    if (!isThere || !connection.isUnencrypted || connection.owner !== undefined) return false;
    this.#waits.unproven.delete(connection);
    this.#own(connection, owner);
    return true;
  }

  /** Whether the connection is one without encryption while others are encrypted. */
  isUnencrypted(identity: Buffer): boolean {
    return this.#connections.find(identity)?.isUnencrypted === true;
  }

  /** Ends all connections and resolves when the port can be had again; calling it again does the same. */
  async stop(): Promise<void> {
    this.#turns.stop();
    this.#waits.stop();
    for (const connection of this.#connections.all()) this.#end(connection);
    await Promise.all(this.#listeners.map((listener) => listener.stop()));
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
   * Cuts the connections of a session, with what waits for them and what of them waits to be read. Where nothing is
   * encrypted no connection is known to be a session's, and none is cut.
   */
  shutOut(session: Session): void {
    for (const connection of this.#connections.of(session)) this.#cut(connection, 'shut_out');
  }

  async #listen(place: TcpAddress, most: number, isUnencrypted: boolean): Promise<number> {
    const { log, onRefused } = this.#options;
    const listener = new PortListener({
      most,
      onSocket: (socket) => this.#welcome(socket, isUnencrypted),
      onFull: (address) => onRefused('full', address),
      onError: (error) => log.error({ err: error }, 'the command port could not accept a connection'),
    });
    this.#listeners.push(listener);
    return listener.bind(place);
  }

  #welcome(socket: Socket, isUnencrypted: boolean): void {
    const { descriptors, onRefused } = this.#options;
    // the others are for nodes that have shown who they are
    const mostUnproven = Math.ceil(descriptors.most / UNPROVEN_PART);
    const isFull = isUnencrypted && this.#waits.unproven.count >= mostUnproven;
    if (isFull || descriptors.areUsedUp) {
      onRefused(isFull ? 'full' : 'EMFILE', socket.remoteAddress);
      socket.destroy();
      return;
    }
    descriptors.hold(socket);
    const connection = openConnection(socket, {
      ...this.#options,
      identity: this.#connections.nextIdentity(),
      isUnencrypted,
      sends: this.#waits.sends,
      admit: (opened, key) => this.#admit(opened, key),
    });
    this.#connections.add(connection);
    this.#waits.handshakes.add(connection);
    if (isUnencrypted) this.#waits.unproven.add(connection);
    socket.on('data', (chunk) => this.#receive(connection, chunk));
    // it is gone, however it went
    socket.on('error', () => {});
    socket.on('close', () => this.#noteClosed(connection));
    if (!this.#isStarted) socket.pause();
    connection.queue.add(GREETING_START);
  }

  #admit(connection: CommandConnection, key: Uint8Array | undefined): boolean {
    if (key === undefined) return true;
    const owner = this.#options.admit(key, connection.socket.remoteAddress ?? '');
    if (owner === undefined) return false;
    this.#own(connection, owner);
    return true;
  }

  #own(connection: CommandConnection, owner: Session): void {
    const oldest = this.#connections.own(connection, owner);
    if (oldest !== undefined) this.#cut(oldest, 'crowd');
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
        this.#waits.handshakes.delete(connection);
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
    this.#waits.forget(connection);
  }
}
