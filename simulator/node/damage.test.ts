import assert from 'node:assert/strict';
import test from 'node:test';
import { parseHeader } from '../../protocol/wire/header.ts';
import { signHmacMessage, verifyHmac } from '../../protocol/wire/signature.ts';
import { DAMAGES, type Damage, damageBody, damageMessage } from './damage.ts';

const KEY = Buffer.alloc(32, 3);
const BODY = '{"node":"web1","sequence":1,"type":"heartbeat"}';

/** Why a server drops it, or how often it takes it. */
function verdict(damage: Damage | undefined): string {
  const [header, body] = signHmacMessage(damageBody(damage, BODY), KEY);
  const messages = damageMessage(damage, header, body);
  const [frames] = messages;
  if (frames?.length !== 2) return `${frames?.length} frames`;
  const parsed = parseHeader(Buffer.from(String(frames[0])));
  if (!parsed.ok) return parsed.reason;
  const text = String(frames[1]);
  if (!verifyHmac(text, KEY, parsed.value.signature)) return 'bad_signature';
  if (Buffer.byteLength(text) > 65_536) return `${Buffer.byteLength(text)} bytes`;
  try {
    const fields: unknown = JSON.parse(text);
    if (Array.isArray(fields)) return 'no object';
    return text.includes('sequence') ? `taken ${messages.length}` : 'no sequence';
  } catch {
    return 'no JSON';
  }
}

const VERDICTS: Readonly<Record<Damage, string>> = {
  bad_signature: 'bad_signature',
  changed_body: 'bad_signature',
  one_frame: '1 frames',
  three_frames: '3 frames',
  empty_header: 'bad_header',
  bad_header: 'bad_header',
  long_header: 'header_too_long',
  bad_version: 'bad_version',
  bad_method: 'bad_method',
  long_body: '65537 bytes',
  bad_json: 'no JSON',
  no_object: 'no object',
  empty_body: 'no JSON',
  no_sequence: 'no sequence',
  replayed: 'taken 2',
};

for (const damage of Object.keys(DAMAGES) as Damage[]) {
  test(`a message with ${damage} is wrong in that and in nothing else`, () => {
    assert.equal(verdict(damage), VERDICTS[damage]);
  });
}

test('a message without damage is taken once', () => {
  assert.equal(verdict(undefined), 'taken 1');
});
