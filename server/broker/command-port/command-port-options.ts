import type { Logger } from 'pino';
import type { BoxKeyPair } from '../../../protocol/curve/x25519.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { Descriptors } from '../../descriptors.ts';
import type { Session } from '../entry/session.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import type { Routed } from '../wire.ts';
import type { CommandConnection } from './command-connection.ts';
import type { NodeCut, NodeRefusal } from './node-talk.ts';

export type ConnectionRefusal = NodeRefusal | 'full' | 'EMFILE' | 'handshake_timeout';

/**
 * Why an open connection is cut: for what it said, since the node has newer ones (`crowd`), since too much waits for it
 * (`unread`), since it has taken none of it for a time (`stalled`), since its session is over (`shut_out`), or since it
 * has not proved in time whose it is (`unproven`).
 */
export type ConnectionCut = NodeCut | 'crowd' | 'unread' | 'stalled' | 'shut_out' | 'unproven';

/** No connection has the identity, or what has it takes no more. */
export type Undelivered = 'gone' | 'full';

export interface CommandBounds {
  readonly maxBodyBytes: number;
  readonly maxNodeConnections: number;
  readonly handshakeTimeoutMs: number;
  /** How long a connection without encryption may take to prove by a message whose it is. */
  readonly proofTimeoutMs: number;
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
