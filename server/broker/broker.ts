import type { Logger } from 'pino';
import type { Context } from 'zeromq';
import { borrowContext, returnContext } from '../../protocol/sockets/contexts.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { LabelCounter } from '../label-counter.ts';
import type { Metrics } from '../metrics.ts';
import type { LiveNodes } from '../node/live-nodes.ts';
import type { Places } from '../places.ts';
import type { ServerTimings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { TimeHistogram } from '../time-histogram.ts';
import type { ServerWatcher } from '../watcher.ts';
import { Admissions, reconnectMs } from './admissions.ts';
import { CommandSocket } from './command-socket.ts';
import { type Addresses, type ConfigIssuer, createConfigIssuer } from './config-issuer.ts';
import { Heartbeats } from './heartbeats.ts';
import type { NodeDiagnosis } from './node-diagnosis.ts';
import { Outbox } from './outbox.ts';
import { Refusals } from './refusals.ts';
import { RoutedPeer } from './routed-peer.ts';
import type { ServerKeys } from './server-keys.ts';
import { SessionKeys } from './session-keys.ts';
import { messageVerifier, type VerifyMessage } from './verify-message.ts';
import type { Frames, Wire } from './wire.ts';
import { ZapHandler, type ZapVerdict } from './zap.ts';

/** Verifying is timed for one message in this many: reading the clock would cost every message. */
const TIMED_SHARE = 16;
const VERIFY_BOUNDS_SECONDS = [5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 1e-2];

export interface BrokerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings: ServerTimings;
  readonly keys: ServerKeys;
  readonly curve: boolean;
  /** As the shipped server: a key may connect for a while after its config request, and never again. */
  readonly freshKeys: boolean;
  readonly store: Pick<Store, 'keys'>;
  readonly nodes: LiveNodes<RoutedPeer>;
  readonly diagnosis: NodeDiagnosis;
  /** Counts connections that failed to encrypt, by libzmq's code. */
  readonly handshakesFailed: LabelCounter;
  readonly serverName: string;
  readonly incarnationId: string;
  readonly watcher?: ServerWatcher;
}

/** Whose message it seems to be. */
type Sender = Readonly<Record<'org' | 'node', string>>;

/** The ports that were taken. */
export interface BrokerPorts {
  readonly heartbeat: number;
  readonly command: number;
}

/** The ZeroMQ side of the server: heartbeats out, messages in and out, keys admitted. Source: protocol §4. */
export class Broker {
  readonly #options: BrokerOptions;
  readonly #context: Context;
  readonly #sessionKeys: SessionKeys;
  readonly #admissions: Admissions;
  readonly #zap: ZapHandler;
  readonly #heartbeats: Heartbeats;
  readonly #commands: CommandSocket;
  readonly #outbox: Outbox;
  readonly #verify: VerifyMessage;
  readonly #refusedMessages: Refusals;
  readonly #refusedKeys: Refusals;
  readonly #failedHandshakes: Refusals;
  readonly #received: LabelCounter;
  readonly #verdicts: LabelCounter;
  readonly #verifySeconds: TimeHistogram;
  #untilTimed = 0;

  constructor(options: BrokerOptions) {
    this.#options = options;
    const { clock, log, metrics, timings, keys, curve, freshKeys, store, nodes, diagnosis } = options;
    const { serverName, incarnationId, handshakesFailed } = options;

    this.#received = metrics.counter('messages', 'Valid messages of nodes.', 'type');
    this.#verdicts = metrics.counter('zap', 'CURVE keys that asked to connect.', 'verdict');
    this.#verifySeconds = metrics.histogram(
      'verify',
      'Time to verify and parse a message; one in 16 is timed.',
      VERIFY_BOUNDS_SECONDS,
    );
    const hungUp = metrics.counter('hung_up', 'Connections given up before they were encrypted.', undefined);
    const refused = metrics.counter('refusals', 'Messages of nodes that were refused.', 'reason');
    this.#refusedMessages = new Refusals({ clock, log, counter: refused, what: 'message' });
    this.#refusedKeys = new Refusals({ clock, log, counter: this.#verdicts, what: 'CURVE key' });
    this.#failedHandshakes = new Refusals({ clock, log, counter: handshakesFailed, what: 'connection' });

    this.#sessionKeys = new SessionKeys(keys.secret);
    this.#admissions = new Admissions({
      clock,
      keyLifeMs: timings.zapKeyLifeMs,
      reconnectMs: freshKeys ? undefined : reconnectMs(timings),
      keys: store.keys,
    });
    // a context of its own: each has but one ZAP handler, and a process may run several servers
    const context = borrowContext();
    this.#context = context;
    this.#zap = new ZapHandler({
      context,
      admissions: this.#admissions,
      log,
      onVerdict: (verdict, address) => this.#noteVerdict(verdict, address),
    });
    this.#heartbeats = new Heartbeats({
      context,
      clock,
      log,
      intervalMs: timings.heartbeatIntervalMs,
      key: keys.heartbeat,
      serverName,
      incarnationId,
    });
    this.#commands = new CommandSocket({
      context,
      log,
      maxBodyBytes: timings.maxBodyBytes,
      curveSecretKey: curve ? keys.curve.secretKey : undefined,
      onMessage: (frames) => this.#receive(frames),
      onHandshakeFailed: (code) => this.#failedHandshakes.refuse(code),
      onHungUp: () => hungUp.add(''),
    });
    this.#outbox = new Outbox({
      clock,
      transmit: (frames) => this.#transmit(frames),
      sent: metrics.counter('sent', 'Messages sent to nodes.', 'type'),
    });
    this.#verify = messageVerifier({
      clock,
      maxBodyBytes: timings.maxBodyBytes,
      maxSkewMs: timings.maxMessageSkewSeconds * 1_000,
      sessionKey: (org, node) =>
        nodes.find(org, node)?.life.peer.sessionKey ?? this.#sessionKeys.of(org, node),
      isKnown: (org, node) => diagnosis.knows(org, node),
    });
    metrics.gauge('outbox', 'Messages that wait to be sent to nodes.', undefined, () => [
      ['', this.#outbox.length],
    ]);
    metrics.gauge('admitted_keys', 'CURVE keys that may connect, or could a while ago.', undefined, () => [
      ['', this.#admissions.count],
    ]);
  }

  /** Takes the ports; connections are accepted from then on, messages only after `start`. @throws StartError */
  async bind(places: Pick<Places, 'heartbeat' | 'command'>): Promise<BrokerPorts> {
    await this.#admissions.restore();
    await this.#zap.start();
    const heartbeat = await this.#heartbeats.bind(places.heartbeat);
    const command = await this.#commands.bind(places.command);
    return { heartbeat, command };
  }

  start(): void {
    this.#commands.start();
    this.#heartbeats.start();
  }

  async stop(): Promise<void> {
    this.#outbox.stop();
    await Promise.all([this.#commands.stop(), this.#heartbeats.stop()]);
    this.#zap.stop();
    returnContext(this.#context);
    this.#refusedMessages.stop();
    this.#refusedKeys.stop();
    this.#failedHandshakes.stop();
  }

  issuer(addresses: Addresses): ConfigIssuer {
    const { keys, curve, timings, incarnationId } = this.#options;
    return createConfigIssuer({
      addresses,
      timings,
      incarnationId,
      heartbeatKey: keys.heartbeat,
      curvePublicKey: curve ? keys.curve.publicKey : undefined,
      sessionKeys: this.#sessionKeys,
      admissions: this.#admissions,
    });
  }

  /** Says past the server what the server would not say. */
  get wire(): Wire {
    return {
      send: (org, node, make) => {
        const peer = this.#options.nodes.find(org, node)?.life.peer;
        if (peer === undefined) return false;
        const frames = make({ sessionKey: peer.sessionKey, sequence: peer.nextSequence() });
        this.#transmit([peer.identity, ...frames]);
        return true;
      },
      publish: (make) => this.#heartbeats.publish(make),
    };
  }

  #transmit(frames: readonly [identity: Buffer, ...message: Frames]): void {
    this.#options.watcher?.sent(frames);
    this.#commands.transmit(frames);
  }

  #receive(frames: Buffer[]): void {
    const verified = this.#timed(frames);
    this.#options.watcher?.received(frames, verified);
    if (verified.ok) {
      this.#received.add(verified.value.type);
      this.#handOver(verified.value, frames[0] ?? Buffer.of());
      return;
    }
    const { reason } = verified;
    const sender = verified.claimed ?? this.#lastHeardFrom(frames[0], reason);
    this.#refusedMessages.refuse(reason, sender);
    if (sender !== undefined) this.#options.diagnosis.messageRefused(sender.org, sender.node, reason);
  }

  /**
   * The node that last proved its name on the connection of a message that names nobody itself. It takes a walk over
   * all nodes, so a flood of such messages is only counted.
   */
  #lastHeardFrom(identity: Buffer | undefined, reason: RefusalReason): Sender | undefined {
    if (identity === undefined || !this.#refusedMessages.tells(reason)) return undefined;
    const found = this.#options.nodes.search(({ life }) => life.peer.identity.equals(identity));
    return found && { org: found.org, node: found.name };
  }

  #timed(frames: Buffer[]): ReturnType<VerifyMessage> {
    this.#untilTimed -= 1;
    if (this.#untilTimed > 0) return this.#verify(frames);
    this.#untilTimed = TIMED_SHARE;
    const { clock } = this.#options;
    const startedMs = clock.monotonic();
    const verified = this.#verify(frames);
    this.#verifySeconds.observe((clock.monotonic() - startedMs) / 1_000);
    return verified;
  }

  #handOver(message: ClientMessage, identity: Buffer): void {
    const { nodes } = this.#options;
    const { org, node, incarnationId } = message;
    const live = nodes.find(org, node);
    if (live?.life.incarnationId === incarnationId) {
      nodes.receive(live, message, live.life.peer.adopt(identity));
      return;
    }
    const sessionKey = live?.life.peer.sessionKey ?? this.#sessionKeys.of(org, node);
    nodes.meet(message, new RoutedPeer(identity, sessionKey, this.#outbox));
  }

  #noteVerdict(verdict: ZapVerdict, address: string): void {
    const { diagnosis } = this.#options;
    if (verdict.verdict === 'admitted') {
      this.#verdicts.add('admitted');
      diagnosis.connected(verdict.admission.org, verdict.admission.node);
      return;
    }
    if (verdict.verdict !== 'expired_key') {
      this.#refusedKeys.refuse(verdict.verdict, { address });
      return;
    }
    const { org, node } = verdict.admission;
    this.#refusedKeys.refuse('expired_key', { org, node, address });
    diagnosis.keyExpired(org, node);
  }
}
