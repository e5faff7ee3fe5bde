import { type KeyObject, randomBytes } from 'node:crypto';
import { systemClock } from '../../../protocol/time/clock.ts';
import type { Frames } from '../../../protocol/wire/frames.ts';
import { formatServerMessage, type ServerMessage } from '../../../protocol/wire/server-message.ts';
import { signHmacMessage, signRsaMessage } from '../../../protocol/wire/signature.ts';
import type { HeartbeatSigning, MessageSigning } from '../../../server/broker/wire.ts';

/** Makes the frames of a message, signed or not, with what the server signs its own with. */
export type MakeFrames = (signing: MessageSigning) => Frames;

/** What is wrong with a message of the server. */
export interface Lie {
  /** Signed with this, not with the session key. */
  readonly key?: Uint8Array;
  /** How far its timestamp is off. */
  readonly timestampByMs?: number;
}

const SESSION_KEY_BYTES = 32;

/** The frames of a message as the server would send it, but for the lie. */
export function framesOfServerMessage(message: ServerMessage, lie: Lie = {}): MakeFrames {
  return ({ sessionKey, sequence }) => {
    const timestampMs = systemClock.now() + (lie.timestampByMs ?? 0);
    return signHmacMessage(formatServerMessage(message, { sequence, timestampMs }), lie.key ?? sessionKey);
  };
}

/** The frames of a heartbeat in the name of another life of the server. @param key signs it in place of the server's */
export function heartbeatFrames(
  incarnationId: string,
  key?: KeyObject,
): (signing: HeartbeatSigning) => Frames {
  return ({ privateKey, sequence }) => {
    const message: ServerMessage = { type: 'heartbeat', server: 'conform', incarnationId };
    const text = formatServerMessage(message, { sequence, timestampMs: systemClock.now() });
    return signRsaMessage(text, key ?? privateKey);
  };
}

/** A session key that nobody was given. */
export function strangeKey(): Uint8Array {
  return randomBytes(SESSION_KEY_BYTES);
}

/** An id that no job has. */
export function unusedJobId(): string {
  return randomBytes(16).toString('hex');
}
