import { parsed } from '../wire/parsed.ts';
import { formatCommand, parseZmtpCommand } from './command.ts';
import { COMMAND_FLAG, formatFrame, MORE } from './frame.ts';
import type { Accepted, Channel, Handshake, HandshakeStep } from './handshake.ts';
import { formatMetadata, parseMetadata } from './metadata.ts';

/** The server's side of a handshake without security: READY and READY. Source: RFC 37, "The NULL Security Mechanism". */
export class NullServerHandshake implements Handshake {
  readonly mechanism = 'NULL';

  hear(body: Buffer): HandshakeStep {
    const command = parseZmtpCommand(body);
    if (!command.ok) return { type: 'refused', reason: command.reason };
    if (command.value.name !== 'READY') return { type: 'refused', reason: 'unexpected_command' };
    const metadata = parseMetadata(command.value.data);
    if (!metadata.ok) return { type: 'refused', reason: metadata.reason };
    return { type: 'asks', metadata: metadata.value };
  }

  accept(metadata: Readonly<Record<string, string>>): Accepted {
    return { frame: formatCommand('READY', formatMetadata(metadata)), channel: CLEAR_CHANNEL };
  }
}

/** A connection in the clear: frames travel as they are. */
export const CLEAR_CHANNEL: Channel = {
  seal: ({ isCommand, hasMore, body }) =>
    formatFrame((isCommand ? COMMAND_FLAG : 0) | (hasMore ? MORE : 0), body),
  // a copy, since what was read is good only until more is read
  open: ({ isCommand, hasMore, body }) => parsed({ isCommand, hasMore, body: Buffer.from(body) }),
};
