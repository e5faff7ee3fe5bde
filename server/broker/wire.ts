import type { KeyObject } from 'node:crypto';
import type { Frames } from '../../protocol/wire/frames.ts';

/** A message on the command socket, with the identity of the connection that it goes to. */
export type Routed = readonly [identity: Buffer, ...message: Frames];

/** What a message to a node is signed and numbered with. */
export interface MessageSigning {
  readonly sessionKey: Uint8Array;
  readonly sequence: number;
}

/** What heartbeats are signed and numbered with. */
export interface HeartbeatSigning {
  readonly privateKey: KeyObject;
  readonly sequence: number;
}

/** Says on the server's sockets what the server would never say by itself: for those who judge clients. */
export interface Wire {
  /** To a node's connection; false where the node is not heartbeating. */
  send(org: string, node: string, make: (signing: MessageSigning) => Frames): boolean;
  /** On the heartbeat socket, to everybody. */
  publish(make: (signing: HeartbeatSigning) => Frames): void;
  /** The server beats once more, now, and then not before `resumeHeartbeats`. */
  pauseHeartbeats(): void;
  resumeHeartbeats(): void;
}
