import { boxKeyPairOf } from '../../protocol/curve/x25519.ts';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import { formatHeader } from '../../protocol/wire/header.ts';
import type { AccessListener } from '../access/access-news.ts';
import { BrokerCounts } from './broker-counts.ts';
import { showBrokerGauges, showUnencryptedGauge } from './broker-gauges.ts';
import type { BoundPorts, BrokerOptions, BrokerPlaces } from './broker-options.ts';
import type { CommandConnection } from './command-port/command-connection.ts';
import { CommandPort } from './command-port/command-port.ts';
import type { ConnectionCut, Undelivered } from './command-port/command-port-options.ts';
import { type Addresses, type ConfigIssuer, createConfigIssuer } from './entry/config-issuer.ts';
import { Entry } from './entry/entry.ts';
import type { Session } from './entry/session.ts';
import { Publisher } from './heartbeat-port/publisher.ts';
import { Heartbeats } from './heartbeats.ts';
import { MessageIntake } from './message-intake.ts';
import { Outbox } from './outbox.ts';
import type { RoutedPeer } from './routed-peer.ts';
import type { Routed, Wire } from './wire.ts';

/** Intervals after which a node has said something that thought the server offline when it connected, beyond its threshold. */
const PROOF_INTERVALS = 4;

/** Why a connection is cut whose node is then taken for down. */
const TAKES_NOTHING: readonly ConnectionCut[] = ['unread', 'stalled'];

/** The ZeroMQ side of the server: heartbeats out, messages in and out, keys admitted. Source: protocol §4. */
export class Broker {
  readonly #options: BrokerOptions;
  readonly #entry: Entry;
  readonly #heartbeats: Heartbeats;
  readonly #publisher: Publisher;
  readonly #commands: CommandPort;
  readonly #outbox: Outbox;
  readonly #intake: MessageIntake;
  readonly #counts: BrokerCounts;

  constructor(options: BrokerOptions) {
    this.#options = options;
    const { clock, log, metrics, timings, keys, curve } = options;
    const { serverName, incarnationId, handshakesFailed, descriptors, watching } = options;

    const proofTimeoutMs =
      timings.handshakeTimeoutMs + (timings.onlineThreshold + PROOF_INTERVALS) * timings.heartbeatIntervalMs;

    this.#counts = new BrokerCounts({ clock, log, metrics, handshakesFailed });
    const counts = this.#counts;
    this.#entry = new Entry({
      ...options,
      secret: keys.secret,
      onEnd: (session) => this.#commands.shutOut(session),
    });
    this.#publisher = new Publisher({
      clock,
      bounds: timings,
      descriptors,
      onError: (error) => log.error({ err: error }, 'the heartbeat port could not accept a connection'),
      onRefused: (reason, address) => counts.refusedSubscribers.refuse(reason, { address }),
      onSkipped: (reason, address) => counts.skippedHeartbeats.refuse(reason, { address }),
    });
    this.#heartbeats = new Heartbeats({
      publisher: {
        send: (frames) => {
          watching.tap?.published?.(frames);
          this.#publisher.send(frames);
        },
      },
      clock,
      log,
      intervalMs: timings.heartbeatIntervalMs,
      key: keys.heartbeat,
      serverName,
      incarnationId,
    });
    this.#commands = new CommandPort({
      clock,
      log,
      bounds: { ...timings, proofTimeoutMs },
      descriptors,
      curveKeys: curve ? boxKeyPairOf(decodeZ85(keys.curve.secretKey) ?? Buffer.of()) : undefined,
      admit: (key, address) => this.#entry.admit(key, address),
      onMessage: (frames, connection) => this.#intake.receive(frames, connection),
      onRefused: (reason, address) => {
        counts.failedHandshakes.refuse(reason, { address });
        options.diagnosis.connectionRefused(reason);
        watching.tap?.connection?.({ became: 'refused', reason, address, org: undefined, node: undefined });
      },
      onHungUp: () => counts.hungUp.add(''),
      onCut: (reason, connection) => this.#noteCut(reason, connection),
      onUndelivered: (reason, message, peer) => this.#noteUndelivered(reason, message, peer),
    });
    this.#outbox = new Outbox({
      clock,
      transmit: (message, peer) => this.#transmit(message, peer),
      sent: counts.sent,
      undelivered: counts.undelivered,
    });
    this.#intake = new MessageIntake({
      ...options,
      sessions: this.#entry.sessions,
      counts,
      outbox: this.#outbox,
      prove: (connection, session) => this.#commands.prove(connection, session),
    });
    showBrokerGauges({ metrics, publisher: this.#publisher, commands: this.#commands, outbox: this.#outbox });
  }

  /** Takes the ports; connections are accepted from then on, messages only after `start`. @throws StartError */
  async bind({ heartbeat, command, unencrypted }: BrokerPlaces): Promise<BoundPorts> {
    await this.#entry.restore();
    const ports = {
      heartbeat: await this.#publisher.bind(heartbeat),
      command: await this.#commands.bind(command),
    };
    if (unencrypted === undefined) return ports;
    showUnencryptedGauge(this.#options.metrics, this.#commands);
    return {
      ...ports,
      unencrypted: {
        heartbeat: await this.#publisher.bind(unencrypted.heartbeat),
        command: await this.#commands.bindUnencrypted(unencrypted.command),
      },
    };
  }

  start(): void {
    this.#commands.start();
    this.#heartbeats.start();
  }

  async stop(): Promise<void> {
    this.#outbox.stop();
    await Promise.all([this.#commands.stop(), this.#heartbeats.stop()]);
    await this.#publisher.stop();
    this.#entry.stop();
    this.#counts.stop();
  }

  /** @param unencrypted where nodes connect that bring no key; undefined where none is taken beside those that encrypt */
  issuer(addresses: Addresses, unencrypted?: Addresses): ConfigIssuer {
    const { keys, curve, timings, incarnationId } = this.#options;
    return createConfigIssuer({
      addresses,
      unencrypted,
      timings,
      incarnationId,
      heartbeatKey: keys.heartbeat,
      curvePublicKey: curve ? keys.curve.publicKey : undefined,
      entry: this.#entry,
    });
  }

  /** Whether anything at an address has subscribed to the heartbeats; walks over all that have. */
  subscribesFrom(address: string): boolean {
    return this.#publisher.reaches(address, formatHeader('rsa2048_sha1', ''));
  }

  /** The nodes of an organisation that are heartbeating without encryption while others encrypt, sorted by name. */
  unencryptedNodes(org: string): readonly string[] {
    const { nodes } = this.#options;
    return nodes
      .heartbeating(org)
      .map(({ name }) => name)
      .filter((name) => this.isUnencrypted(org, name));
  }

  /** Whether a node is connected without encryption while others encrypt. */
  isUnencrypted(org: string, node: string): boolean {
    const identity = this.#options.nodes.find(org, node)?.life.peer.identity;
    return identity !== undefined && this.#commands.isUnencrypted(identity);
  }

  /** To be told what becomes of clients: a node is let in by its client's key. */
  get accessListener(): AccessListener {
    return this.#entry.sessions;
  }

  /** Nodes whose clients are to be asked about, where they are kept elsewhere. */
  unconfirmed(): readonly Session[] {
    return this.#entry.unconfirmed();
  }

  /** Says past the server what the server would not say. */
  get wire(): Wire {
    return {
      send: (org, node, make) => {
        const peer = this.#options.nodes.find(org, node)?.life.peer;
        if (peer === undefined) return false;
        const frames = make({ sessionKey: peer.session.key, sequence: peer.nextSequence() });
        this.#transmit([peer.identity, ...frames], peer);
        return true;
      },
      publish: (make) => this.#heartbeats.publish(make),
      pauseHeartbeats: () => this.#heartbeats.pause(),
      resumeHeartbeats: () => this.#heartbeats.resume(),
    };
  }

  #transmit(message: Routed, peer: RoutedPeer): void {
    this.#options.watching.tap?.sent(message, peer.session);
    this.#commands.transmit(message, peer);
  }

  /** Goes back to a connection that the node seemed to have given up, where it has one. */
  #noteUndelivered(reason: Undelivered, [identity, ...frames]: Routed, peer: RoutedPeer): void {
    if (reason === 'gone' && !peer.session.isOver && peer.leave(identity))
      this.#transmit([peer.identity, ...frames], peer);
    else this.#counts.undelivered.add(reason);
  }

  /** A node that takes nothing of what is sent to it is down, however well it heartbeats. */
  #noteCut(reason: ConnectionCut, connection: CommandConnection): void {
    const { nodes } = this.#options;
    const { identity, owner, isUnencrypted, socket } = connection;
    // a node that is shut out is down already, and who came without a key and proved nothing is no node; of both many may
    // be cut at once, and the search walks over all nodes
    const isNobodys = owner === undefined ? isUnencrypted : owner.isOver;
    const live = isNobodys ? undefined : nodes.search(({ life }) => life.peer.identity.equals(identity));
    const { org, node } =
      live === undefined ? { org: owner?.org, node: owner?.node } : { org: live.org, node: live.name };
    const address = socket.remoteAddress;
    this.#counts.cutConnections.refuse(reason, { org, node, address });
    this.#options.watching.tap?.connection?.({ became: 'cut', reason, address, org, node });
    if (live !== undefined && TAKES_NOTHING.includes(reason)) nodes.shutOut(live.org, live.name);
  }
}
