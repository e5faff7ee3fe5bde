import type { Clock } from '../../protocol/time/clock.ts';
import { type ClientMessage, parseClientMessage } from '../../protocol/wire/client-message.ts';
import { isFields, isName } from '../../protocol/wire/fields.ts';
import { parseHeader } from '../../protocol/wire/header.ts';
import { parseJson } from '../../protocol/wire/json.ts';
import { parsed, type RefusalReason, refused } from '../../protocol/wire/parsed.ts';
import { verifyHmac } from '../../protocol/wire/signature.ts';

/** A refused message, and whose name stood in it, if it could be read. The name proves nothing. */
export interface RefusedMessage {
  readonly ok: false;
  readonly reason: RefusalReason;
  readonly claimed?: { readonly org: string; readonly node: string };
}

export interface VerifiedMessage {
  readonly ok: true;
  readonly value: ClientMessage;
}

export interface VerifyOptions {
  readonly clock: Clock;
  readonly maxBodyBytes: number;
  readonly maxSkewMs: number;
  /** Undefined for a node that was given no configuration. */
  readonly sessionKey: (org: string, node: string) => Uint8Array | undefined;
  /** That of the session which the node had before and which is over, where it is remembered. */
  readonly endedSessionKey: (org: string, node: string) => Uint8Array | undefined;
}

/** The frames of a message as the ROUTER gives them: the sender's identity, header, body. */
type Frames = readonly Uint8Array[];

export type VerifyMessage = (frames: Frames) => VerifiedMessage | RefusedMessage;

/**
 * Whether a message is what it says, and if so, what it says. Changes nothing and keeps nothing. A sequence that came
 * before is accepted, as the shipped server does: what a replay can do, the skew allowed for timestamps bounds.
 * Source: protocol §4.
 */
export function messageVerifier(options: VerifyOptions): VerifyMessage {
  const { clock, maxBodyBytes, maxSkewMs, sessionKey, endedSessionKey } = options;
  return (frames) => {
    const [, header, body] = frames;
    if (header === undefined || body === undefined || frames.length !== 3) return refused('frame_count');
    if (body.byteLength > maxBodyBytes) return refused('body_too_long');
    const head = parseHeader(header);
    if (!head.ok) return head;
    // only heartbeats of the server are signed with RSA
    if (head.value.method !== 'hmac_sha256') return refused('bad_method');
    const json = parseJson(body);
    if (!json.ok) return json;
    if (!isFields(json.value)) return refused('bad_field');
    const { org, node } = json.value;
    if (!isName(org) || !isName(node)) return refused('bad_field');

    const key = sessionKey(org, node);
    if (key === undefined || !verifyHmac(body, key, head.value.signature)) {
      const ended = endedSessionKey(org, node);
      const wasRight = ended !== undefined && verifyHmac(body, ended, head.value.signature);
      const otherwise = key === undefined ? 'unknown_sender' : 'bad_signature';
      return { ok: false, reason: wasRight ? 'ended_session' : otherwise, claimed: { org, node } };
    }
    const message = parseClientMessage(json.value);
    if (!message.ok) return { ok: false, reason: message.reason, claimed: { org, node } };
    if (Math.abs(clock.now() - message.value.timestampMs) >= maxSkewMs) {
      return { ok: false, reason: 'bad_timestamp', claimed: { org, node } };
    }
    return parsed(message.value);
  };
}
