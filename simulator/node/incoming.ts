import type { KeyObject } from 'node:crypto';
import { parseHeader, type SigningMethod } from '../../protocol/wire/header.ts';
import { parseJson } from '../../protocol/wire/json.ts';
import { type Parsed, parsed, refused } from '../../protocol/wire/parsed.ts';
import {
  parseServerMessage,
  type ServerEnvelope,
  type ServerMessage,
} from '../../protocol/wire/server-message.ts';
import { verifyHmac, verifyRsa } from '../../protocol/wire/signature.ts';

type Signed = ServerMessage & ServerEnvelope;
/** A server heartbeat whose signature is right. Its timestamp has not been looked at. */
export type ServerHeartbeat = Extract<Signed, { type: 'heartbeat' }>;
/** A message on the command socket whose signature is right. Its timestamp has not been looked at. */
export type ServerCommand = Exclude<Signed, { type: 'heartbeat' }>;

/**
 * Bytes of a body that a node takes on the command socket. The server's `max_body_size` bounds only what a node sends: a
 * commit carries a file of up to 100,000 bytes and all of a request of up to 1,000,000. This is twice as much, so that a
 * server which says more fills no memory. Source: protocol §1, §4.
 */
export const MAX_COMMAND_BYTES = 2_000_000;

/** Reads a message from the command socket. A heartbeat there is of an unknown type. */
export function parseServerCommand(
  frames: readonly Uint8Array[],
  sessionKey: Uint8Array,
): Parsed<ServerCommand> {
  const message = parseSigned(frames, 'hmac_sha256', MAX_COMMAND_BYTES, (body, signature) =>
    verifyHmac(body, sessionKey, signature),
  );
  if (!message.ok) return message;
  return message.value.type === 'heartbeat' ? refused('unknown_type') : parsed(message.value);
}

/** Reads a message from the heartbeat socket; anything but a heartbeat is of an unknown type. */
export function parseHeartbeat(
  frames: readonly Uint8Array[],
  publicKey: KeyObject,
  maxBodyBytes: number,
): Parsed<ServerHeartbeat> {
  const message = parseSigned(frames, 'rsa2048_sha1', maxBodyBytes, (body, signature) =>
    verifyRsa(body, publicKey, signature),
  );
  if (!message.ok) return message;
  return message.value.type === 'heartbeat' ? parsed(message.value) : refused('unknown_type');
}

/** True where a message is less than the allowed skew away from the node's clock. Source: protocol §4. */
export function isTimely(timestampMs: number, nowMs: number, maxSkewMs: number): boolean {
  return Math.abs(timestampMs - nowMs) < maxSkewMs;
}

function parseSigned(
  frames: readonly Uint8Array[],
  method: SigningMethod,
  maxBodyBytes: number,
  verify: (body: Uint8Array, signature: string) => boolean,
): Parsed<Signed> {
  const { 0: header, 1: body } = frames;
  if (frames.length !== 2 || !header || !body) return refused('frame_count');
  if (body.byteLength > maxBodyBytes) return refused('body_too_long');
  const signed = parseHeader(header);
  if (!signed.ok) return signed;
  if (signed.value.method !== method) return refused('bad_method');
  if (!verify(body, signed.value.signature)) return refused('bad_signature');
  const json = parseJson(body);
  return json.ok ? parseServerMessage(json.value) : json;
}
