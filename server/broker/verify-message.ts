import type { Clock } from '../../protocol/time/clock.ts';
import { badField, badName } from '../../protocol/wire/bad-field.ts';
import { type ClientMessage, parseClientMessage } from '../../protocol/wire/client-message.ts';
import { shownKind } from '../../protocol/wire/defect.ts';
import { isFields, isName } from '../../protocol/wire/fields.ts';
import { badMethod, parseHeader } from '../../protocol/wire/header.ts';
import { parseJson } from '../../protocol/wire/json.ts';
import { type ParseRefusal, parsed, type RefusalReason, refused } from '../../protocol/wire/parsed.ts';
import { verifyHmac } from '../../protocol/wire/signature.ts';
import { nameDefect, signatureDefect, skewDefect } from './message-defects.ts';
import type { NodeNames } from './node-names.ts';

/** A refused message: why, and where it is known what exactly is wrong with it. */
export interface RefusedMessage extends ParseRefusal<RefusalReason> {
  /** Whose name stood in it, if it could be read. It proves nothing, and is as long as its sender likes. */
  readonly claimed?: NodeNames;
  /** Whose connection it came over: by its CURVE key, or without encryption by what came over it before. */
  readonly over?: NodeNames;
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

/** @param over whose connection it is: by its CURVE key, or without encryption by what came over it before */
export type VerifyMessage = (frames: Frames, over?: NodeNames) => VerifiedMessage | RefusedMessage;

/**
 * Whether a message is what it says, and if so, what it says. Changes nothing and keeps nothing. A sequence that came
 * before is accepted, as the shipped server does: what a replay can do, the skew allowed for timestamps bounds.
 * Source: protocol §4.
 */
export function messageVerifier(options: VerifyOptions): VerifyMessage {
  const { clock, maxBodyBytes, maxSkewMs, sessionKey, endedSessionKey } = options;

  const verify = (frames: Frames, over: NodeNames | undefined): VerifiedMessage | RefusedMessage => {
    const [, header, body] = frames;
    if (header === undefined || body === undefined || frames.length !== 3) {
      const expected = 'two: a header and a body';
      return refused('frame_count', {
        field: 'number of frames',
        value: String(frames.length - 1),
        expected,
      });
    }
    if (body.byteLength > maxBodyBytes) {
      const value = `${body.byteLength} bytes long`;
      const expected = `at most ${maxBodyBytes} bytes, the max_body_size of your configuration`;
      return refused('body_too_long', { field: 'body', value, expected });
    }
    const head = parseHeader(header);
    if (!head.ok) return head;
    // only heartbeats of the server are signed with RSA
    if (head.value.method !== 'hmac_sha256') return badMethod(head.value.method, 'hmac_sha256');
    const json = parseJson(body);
    if (!json.ok) return json;
    if (!isFields(json.value)) return badField('body', shownKind(json.value), 'an object in JSON');
    const { org, node } = json.value;
    if (!isName(org)) return badName('org', org);
    if (!isName(node)) return badName('node', node);

    const key = sessionKey(org, node);
    if (key === undefined || !verifyHmac(body, key, head.value.signature)) {
      const claimed = { org, node };
      const ended = endedSessionKey(org, node);
      if (ended !== undefined && verifyHmac(body, ended, head.value.signature)) {
        return { ...refused('ended_session'), claimed };
      }
      const reason = key === undefined ? 'unknown_sender' : 'bad_signature';
      const defect = nameDefect(claimed, over) ?? signatureDefect(head.value.signature, body, key);
      return { ...refused(reason, defect), claimed };
    }
    const message = parseClientMessage(json.value);
    if (!message.ok) return { ...message, claimed: { org, node } };
    const { timestampMs } = message.value;
    const nowMs = clock.now();
    if (Math.abs(nowMs - timestampMs) >= maxSkewMs) {
      const defect = skewDefect(timestampMs, nowMs, maxSkewMs);
      return { ...refused('bad_timestamp', defect), claimed: { org, node } };
    }
    return parsed(message.value);
  };

  return (frames, over) => {
    const verdict = verify(frames, over);
    if (verdict.ok || over === undefined) return verdict;
    return { ...verdict, over: { org: over.org, node: over.node } };
  };
}
