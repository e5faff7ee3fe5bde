import type { Socket } from 'node:net';
import { SEALED_OVERHEAD_BYTES } from '../../../protocol/zmtp/curve-channel.ts';
import { CurveServerHandshake } from '../../../protocol/zmtp/curve-server.ts';
import { NullServerHandshake } from '../../../protocol/zmtp/null-server.ts';
import type { CommandConnection } from './command-connection.ts';
import type { CommandPortOptions } from './command-port-options.ts';
import type { ConnectionWaits } from './connection-waits.ts';
import { NodeTalk } from './node-talk.ts';
import { SendQueue } from './send-queue.ts';

/** Bytes that may wait to be read from a node; then nothing more is taken from it until its turn has come. */
export const MAX_WAITING_BYTES = 65_536;
/** Besides twice the longest body: a header, and what a message takes beside its bytes. */
const BESIDE_BODY_BYTES = 8_192;

interface OpenConnectionOptions
  extends Pick<CommandPortOptions, 'curveKeys' | 'bounds' | 'log' | 'onMessage'> {
  readonly identity: Buffer;
  readonly isUnencrypted: boolean;
  /** Whether its node takes in time what is sent to it. */
  readonly sends: ConnectionWaits['sends'];
  /** Whether a connection may be opened by this key; undefined without encryption. */
  readonly admit: (connection: CommandConnection, key: Uint8Array | undefined) => boolean;
}

/** Makes a connection of a socket that has come. Reading from the socket is left to whoever asks. */
export function openConnection(socket: Socket, options: OpenConnectionOptions): CommandConnection {
  const { identity, isUnencrypted, curveKeys, bounds, log, sends, admit, onMessage } = options;
  const queue = new SendQueue({
    sink: socket,
    onBusy: () => sends.add(connection),
    onProgress: () => sends.renew(connection),
    onIdle: () => sends.delete(connection),
  });
  const talk = new NodeTalk({
    handshake:
      curveKeys === undefined || isUnencrypted
        ? new NullServerHandshake()
        : new CurveServerHandshake(curveKeys),
    maxMessageBytes: 2 * bounds.maxBodyBytes + BESIDE_BODY_BYTES + SEALED_OVERHEAD_BYTES,
    // whoever asks and takes no answer is not answered
    reply: (bytes) => {
      if (queue.unsentBytes < MAX_WAITING_BYTES) queue.add(bytes);
    },
    admit: (key) => admit(connection, key),
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
    isUnencrypted,
    owner: undefined,
    speaker: undefined,
    isOver: false,
  };
  return connection;
}
