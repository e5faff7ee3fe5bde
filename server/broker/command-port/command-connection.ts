import type { Socket } from 'node:net';
import type { Session } from '../entry/session.ts';
import type { NodeNames } from '../node-names.ts';
import type { NodeTalk } from './node-talk.ts';
import type { SendQueue } from './send-queue.ts';

/** A connection to the command port. There may be ten thousand: a record whose owner changes it. */
export interface CommandConnection {
  /** What messages from it are marked with, and messages to it are sent to. As libzmq's: a zero, and a number. */
  readonly identity: Buffer;
  readonly socket: Socket;
  readonly talk: NodeTalk;
  readonly queue: SendQueue;
  /** It came to the port that takes whoever has no key, and is to prove whose it is by a message. */
  readonly isUnencrypted: boolean;
  /**
   * Whose CURVE key it has, or whose message came over it first that was verified; undefined before, and where nothing is
   * encrypted.
   */
  owner: Session | undefined;
  /** Without encryption: who last proved its name over it. */
  speaker: NodeNames | undefined;
  /** Nothing more is read from it or sent to it: it was refused or cut. */
  isOver: boolean;
}
