import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage, signRsaMessage } from '../../protocol/wire/signature.ts';
import { throwAwayKey } from '../testing/throw-away-key.ts';
import { isTimely, MAX_COMMAND_BYTES, parseHeartbeat, parseServerCommand } from './incoming.ts';

const KEY = Buffer.alloc(32, 1);
const LIMIT = 65_536;
const { privateKey: PRIVATE_KEY, publicKey: PEM } = throwAwayKey();
const PUBLIC_KEY = createPublicKey(PEM);
const ABORT = formatServerMessage({ type: 'abort' }, { sequence: 1, timestampMs: 0 });
const HEARTBEAT = formatServerMessage(
  { type: 'heartbeat', server: 's', incarnationId: 'server-1' },
  { sequence: 1, timestampMs: 0 },
);

const bytes = (frames: readonly string[]) => frames.map((frame) => Buffer.from(frame));
const reason = (parsed: { ok: boolean; reason?: string }) => (parsed.ok ? 'ok' : parsed.reason);

test('a command that is signed with the session key is read', () => {
  const message = parseServerCommand(bytes(signHmacMessage(ABORT, KEY)), KEY);
  assert.deepEqual(message, { ok: true, value: { type: 'abort', sequence: 1, timestampMs: 0 } });
});

test('a commit with a file of 100,000 bytes is read, although it is longer than what a node may send', () => {
  const file = `base64:${Buffer.alloc(100_000, 7).toString('base64')}`;
  const text = formatServerMessage(
    { type: 'commit', jobId: 'job-1', server: 's', command: 'true', file, capture: false },
    { sequence: 1, timestampMs: 0 },
  );
  assert.ok(Buffer.byteLength(text) > LIMIT);
  const message = parseServerCommand(bytes(signHmacMessage(text, KEY)), KEY);
  assert.equal(message.ok && message.value.type === 'commit' && message.value.file, file);
});

test('the heartbeat that the shipped server sent is read', () => {
  const vectors = new URL('../../protocol/vectors/server-frames.json', import.meta.url);
  const { public_key: pem, frames } = JSON.parse(readFileSync(vectors, 'utf8'));
  const message = parseHeartbeat(bytes([frames[0].header, frames[0].body]), createPublicKey(pem), LIMIT);
  assert.equal(message.ok && message.value.incarnationId, 'a91d68bf-4b10-4403-a257-e0a99d80abde');
});

test('what is not a command of this server is refused with a reason', () => {
  const [header, body] = signHmacMessage(ABORT, KEY);
  const rsa = signRsaMessage(ABORT, PRIVATE_KEY);
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[header], 'frame_count'],
    [[header, body, ''], 'frame_count'],
    [[header, 'x'.repeat(MAX_COMMAND_BYTES + 1)], 'body_too_long'],
    [['nonsense', body], 'bad_header'],
    [rsa, 'bad_method'],
    [signHmacMessage(ABORT, Buffer.alloc(32)), 'bad_signature'],
    [signHmacMessage('{', KEY), 'bad_json'],
    [signHmacMessage('[]', KEY), 'bad_field'],
    [signHmacMessage(HEARTBEAT, KEY), 'unknown_type'],
  ];
  for (const [frames, wanted] of cases) {
    assert.equal(reason(parseServerCommand(bytes(frames), KEY)), wanted);
  }
});

test('what is not a heartbeat of this server is refused with a reason', () => {
  const stranger = createPrivateKey(newKeyPair().privateKey);
  assert.equal(
    reason(parseHeartbeat(bytes(signRsaMessage(HEARTBEAT, PRIVATE_KEY)), PUBLIC_KEY, LIMIT)),
    'ok',
  );
  assert.equal(
    reason(parseHeartbeat(bytes(signRsaMessage(ABORT, PRIVATE_KEY)), PUBLIC_KEY, LIMIT)),
    'unknown_type',
  );
  assert.equal(
    reason(parseHeartbeat(bytes(signHmacMessage(HEARTBEAT, KEY)), PUBLIC_KEY, LIMIT)),
    'bad_method',
  );
  const strange = bytes(signRsaMessage(HEARTBEAT, stranger));
  assert.equal(reason(parseHeartbeat(strange, PUBLIC_KEY, LIMIT)), 'bad_signature');
});

test('a message that is the whole skew away is out of time', () => {
  assert.equal(isTimely(0, 299_999, 300_000), true);
  assert.equal(isTimely(0, 300_000, 300_000), false);
  assert.equal(isTimely(300_000, 0, 300_000), false);
});
