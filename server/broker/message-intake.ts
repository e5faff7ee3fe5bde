import type { Clock } from '../../protocol/time/clock.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { LiveNodes } from '../node/live-nodes.ts';
import type { ServerTimings } from '../settings.ts';
import type { WatchedSource } from '../watcher.ts';
import type { Watching } from '../watching.ts';
import type { BrokerCounts } from './broker-counts.ts';
import type { CommandConnection } from './command-port/command-connection.ts';
import { refusalLine } from './diagnosis/message-cause.ts';
import type { NodeDiagnosis } from './diagnosis/node-diagnosis.ts';
import type { Session } from './entry/session.ts';
import type { Sessions } from './entry/sessions.ts';
import type { NodeNames } from './node-names.ts';
import type { Outbox } from './outbox.ts';
import { RoutedPeer } from './routed-peer.ts';
import { messageVerifier, type VerifyMessage } from './verify-message.ts';

/** Verifying is timed for one message in this many: reading the clock would cost every message. */
const TIMED_SHARE = 16;

export interface MessageIntakeOptions {
  readonly clock: Clock;
  readonly timings: Pick<ServerTimings, 'maxBodyBytes' | 'maxMessageSkewSeconds'>;
  readonly sessions: Sessions;
  readonly nodes: LiveNodes<RoutedPeer>;
  readonly diagnosis: NodeDiagnosis;
  readonly counts: BrokerCounts;
  readonly watching: Watching;
  /** The way back to a node that is met here. */
  readonly outbox: Outbox;
  /** The connection is this session's from now on. True: it was not known before. */
  readonly prove: (connection: CommandConnection, session: Session) => boolean;
}

/** What nodes say: verified, and handed to the node whose it is. Source: protocol §4. */
export class MessageIntake {
  readonly #options: MessageIntakeOptions;
  readonly #verify: VerifyMessage;
  #untilTimed = 0;

  constructor(options: MessageIntakeOptions) {
    this.#options = options;
    const { clock, timings, sessions } = options;
    this.#verify = messageVerifier({
      clock,
      maxBodyBytes: timings.maxBodyBytes,
      maxSkewMs: timings.maxMessageSkewSeconds * 1_000,
      sessionKey: (org, node) => sessions.find(org, node)?.key,
      endedSessionKey: (org, node) => sessions.findOver(org, node)?.key,
    });
  }

  /**
   * Takes what came over a connection, the sender's identity first. What is refused is counted, said in the log, and told to
   * the diagnosis.
   */
  receive(frames: Buffer[], connection: CommandConnection): void {
    const over = connection.owner ?? connection.speaker;
    const verified = this.#timed(frames, over);
    this.#options.watching.tap?.received(frames, verified, this.#sourceOf(connection, verified));
    if (verified.ok) {
      const { type, org, node } = verified.value;
      this.#options.counts.received.add(type);
      if (connection.isUnencrypted) this.#noteProof(verified.value, connection);
      // of a connection that encrypts it is known by its key
      if (connection.owner === undefined && !(over?.node === node && over.org === org)) {
        connection.speaker = { org, node };
      }
      this.#handOver(verified.value, connection.identity);
      return;
    }
    this.#options.counts.refusedMessages.refuse(verified.reason, refusalLine(verified));
    this.#options.diagnosis.messageRefused(verified);
  }

  /** Whose a message is, for those who watch: who has signed it, or may have sent it. */
  #sourceOf({ socket }: CommandConnection, verified: ReturnType<VerifyMessage>): WatchedSource {
    const whose = verified.ok ? verified.value : (verified.over ?? verified.claimed);
    return {
      org: whose?.org,
      node: whose?.node,
      address: socket.remoteAddress,
      sessionKey: () => whose && this.#options.sessions.find(whose.org, whose.node)?.key,
    };
  }

  #timed(frames: Buffer[], over: NodeNames | undefined): ReturnType<VerifyMessage> {
    this.#untilTimed -= 1;
    if (this.#untilTimed > 0) return this.#verify(frames, over);
    this.#untilTimed = TIMED_SHARE;
    const { clock } = this.#options;
    const startedMs = clock.monotonic();
    const verified = this.#verify(frames, over);
    this.#options.counts.verifySeconds.observe((clock.monotonic() - startedMs) / 1_000);
    return verified;
  }

  /** Whoever came without a key has shown by a message whose connection it is, and it ends with that session from now on. */
  #noteProof({ org, node }: NodeNames, connection: CommandConnection): void {
    if (connection.owner !== undefined) return;
    const session = this.#options.sessions.find(org, node);
    if (session !== undefined && this.#options.prove(connection, session))
      this.#options.diagnosis.note(org, node, 'unencrypted');
  }

  #handOver(message: ClientMessage, identity: Buffer): void {
    const { nodes } = this.#options;
    const { org, node, incarnationId } = message;
    const live = nodes.find(org, node);
    if (live?.life.incarnationId === incarnationId) {
      nodes.receive(live, message, live.life.peer.adopt(identity));
      return;
    }
    const session = this.#options.sessions.find(org, node);
    // with its key the message was verified
    if (session === undefined) throw new Error(`a message of ${org}/${node} was verified without a session`);
    nodes.meet(message, new RoutedPeer(identity, session, this.#options.outbox));
  }
}
