import type { Frames } from '../../protocol/wire/frames.ts';
import { MAX_BODY_BYTES, MAX_HEADER_BYTES } from '../../protocol/wire/header.ts';

interface DamageRule {
  /** Done before the message is signed, so that its signature is right. */
  readonly body?: (body: string) => string;
  /** Done to the signed message; more than one is sent one after the other. */
  readonly messages?: (header: string, body: string) => readonly Frames[];
}

/** Ways to send a message that a server must drop, or must not take twice. Source: protocol §4. */
export const DAMAGES = {
  bad_signature: { messages: (header, body) => [[spoilSignature(header), body]] },
  changed_body: { messages: (header, body) => [[header, `${body} `]] },
  one_frame: { messages: (_header, body) => [[body]] },
  three_frames: { messages: (header, body) => [[header, body, 'one more']] },
  empty_header: { messages: (_header, body) => [['', body]] },
  bad_header: { messages: (header, body) => [[header.replaceAll(';', ','), body]] },
  long_header: { messages: (header, body) => [[header.padEnd(MAX_HEADER_BYTES + 1, '='), body]] },
  bad_version: { messages: (header, body) => [[header.replace('2.0', '3.0'), body]] },
  bad_method: { messages: (header, body) => [[header.replace('hmac_sha256', 'hmac_md5'), body]] },
  // blanks at the end leave it valid JSON
  long_body: { body: (body) => body.padEnd(MAX_BODY_BYTES + 1) },
  bad_json: { body: (body) => body.slice(0, -1) },
  no_object: { body: () => '["heartbeat"]' },
  empty_body: { body: () => '' },
  no_sequence: { body: (body) => body.replace(/"sequence":\d+,/, '') },
  replayed: {
    messages: (header, body) => [
      [header, body],
      [header, body],
    ],
  },
} as const satisfies Record<string, DamageRule>;

/** One of the ways above. */
export type Damage = keyof typeof DAMAGES;

/** A body as it is to be signed. */
export function damageBody(damage: Damage | undefined, body: string): string {
  const rule: DamageRule | undefined = damage && DAMAGES[damage];
  return rule?.body ? rule.body(body) : body;
}

/** What goes out in place of a signed message. */
export function damageMessage(damage: Damage | undefined, header: string, body: string): readonly Frames[] {
  const rule: DamageRule | undefined = damage && DAMAGES[damage];
  return rule?.messages ? rule.messages(header, body) : [[header, body]];
}

/** Another character in the middle of the base64, where every bit counts. */
function spoilSignature(header: string): string {
  const at = header.length - 10;
  return `${header.slice(0, at)}${header[at] === 'A' ? 'B' : 'A'}${header.slice(at + 1)}`;
}
