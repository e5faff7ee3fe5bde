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

export interface Verified {
  readonly ok: true;
  readonly value: ClientMessage;
}

export interface VerifyOptions {
  readonly clock: Clock;
  readonly maxBodyBytes: number;
  readonly maxSkewMs: number;
  readonly sessionKey: (org: string, node: string) => Uint8Array;
  /** Whether the node was given a configuration, or is heartbeating. */
  readonly isKnown: (org: string, node: string) => boolean;
}

/** The frames of a message as the ROUTER gives them: the sender's identity, header, body. */
type Frames = readonly Uint8Array[];

export type VerifyMessage = (frames: Frames) => Verified | RefusedMessage;

/**
 * Whether a message is what it says, and if so, what it says. Changes nothing and keeps nothing. A sequence that came
 * before is accepted, as the shipped server does: what a replay can do, the skew allowed for timestamps bounds.
 * Source: protocol §4.
 */
export function messageVerifier(options: VerifyOptions): VerifyMessage {
  const { clock, maxBodyBytes, maxSkewMs, sessionKey, isKnown } = options;
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

    if (!verifyHmac(body, sessionKey(org, node), head.value.signature)) {
      const reason = isKnown(org, node) ? 'bad_signature' : 'unknown_sender';
      return { ok: false, reason, claimed: { org, node } };
    }
    const message = parseClientMessage(json.value);
    if (!message.ok) return { ok: false, reason: message.reason, claimed: { org, node } };
    if (Math.abs(clock.now() - message.value.timestampMs) >= maxSkewMs) {
      return { ok: false, reason: 'bad_timestamp', claimed: { org, node } };
    }
    return parsed(message.value);
  };
}
