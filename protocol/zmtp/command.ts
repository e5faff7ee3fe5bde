import { type Parsed, parsed, refused } from '../wire/parsed.ts';
import { COMMAND_FLAG, formatFrame } from './frame.ts';

/** The body of a command frame. */
export interface ZmtpCommand {
  readonly name: string;
  readonly data: Uint8Array;
}

/** A command as it travels. Source: RFC 37, "Commands". */
export function formatCommand(name: string, data: Uint8Array = new Uint8Array()): Buffer {
  return formatFrame(COMMAND_FLAG, formatCommandBody(name, data));
}

/** The body of a command frame: length of the name, name, data. */
export function formatCommandBody(name: string, data: Uint8Array): Buffer {
  const body = Buffer.allocUnsafe(1 + name.length + data.byteLength);
  body[0] = name.length;
  body.write(name, 1, 'latin1');
  body.set(data, 1 + name.length);
  return body;
}

/** Takes a command frame apart. Data is a view of the body. */
export function parseZmtpCommand(body: Uint8Array): Parsed<ZmtpCommand, 'bad_command'> {
  const nameBytes = body[0] ?? 0;
  if (nameBytes === 0 || body.byteLength < 1 + nameBytes) return refused('bad_command');
  return parsed({
    name: Buffer.from(body.buffer, body.byteOffset + 1, nameBytes).toString('latin1'),
    data: body.subarray(1 + nameBytes),
  });
}

/** The longest context of a PING that is sent back. Source: RFC 37, "Connection Heartbeating". */
const MAX_PING_CONTEXT_BYTES = 16;
const PING_TTL_BYTES = 2;

/**
 * The body of the PONG that answers a PING. What its time to live asks for, that a silent connection be closed, is not done: the
 * system asks connections whether they are still there.
 */
export function formatPongBody(ping: Uint8Array): Buffer {
  return formatCommandBody('PONG', ping.subarray(PING_TTL_BYTES, PING_TTL_BYTES + MAX_PING_CONTEXT_BYTES));
}
