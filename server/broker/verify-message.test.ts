import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { formatHttpDate } from '../../protocol/time/dates.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { signHmacMessage, signRsaMessage } from '../../protocol/wire/signature.ts';
import { messageVerifier } from './verify-message.ts';

const SKEW_MS = 300_000;
const clock = new SimulatedClock();
const KEY = Buffer.alloc(32, 7);
const OTHER_KEY = Buffer.alloc(32, 8);
const ENDED_KEY = Buffer.alloc(32, 9);

const KEYS = new Map([
  ['web1', KEY],
  ['web2', OTHER_KEY],
]);

const verify = messageVerifier({
  clock,
  maxBodyBytes: 1_000,
  maxSkewMs: SKEW_MS,
  sessionKey: (org, node) => (org === 'dev' ? KEYS.get(node) : undefined),
  endedSessionKey: (_org, node) => (node === 'web1' || node === 'gone' ? ENDED_KEY : undefined),
});

const HEARTBEAT = {
  node: 'web1',
  client: 'web1.example.com',
  org: 'dev',
  protocol_version: '2.0',
  type: 'heartbeat',
  sequence: 1,
  timestamp: formatHttpDate(clock.now()),
  incarnation_id: 'one',
  job_state: 'idle',
  job_id: null,
};

function framesOf(body: object, key = KEY): Buffer[] {
  return [Buffer.of(0, 1), ...signHmacMessage(JSON.stringify(body), key).map((frame) => Buffer.from(frame))];
}

function reasonFor(frames: Buffer[]): string {
  const verified = verify(frames);
  return verified.ok ? 'accepted' : verified.reason;
}

test('a message signed with the session key of the node it names is accepted', () => {
  const verified = verify(framesOf(HEARTBEAT));
  assert.ok(verified.ok);
  assert.deepEqual([verified.value.node, verified.value.type], ['web1', 'heartbeat']);
});

test('a sequence that came before is accepted', () => {
  const frames = framesOf(HEARTBEAT);
  assert.equal(reasonFor(frames), 'accepted');
  assert.equal(reasonFor(frames), 'accepted');
});

test('a timestamp may be off by less than the allowed skew, either way', () => {
  const at = (offsetMs: number) =>
    reasonFor(framesOf({ ...HEARTBEAT, timestamp: formatHttpDate(clock.now() + offsetMs) }));
  assert.equal(at(SKEW_MS - 1_000), 'accepted');
  assert.equal(at(1_000 - SKEW_MS), 'accepted');
  assert.equal(at(SKEW_MS), 'bad_timestamp');
  assert.equal(at(-SKEW_MS), 'bad_timestamp');
});

test("another node's name with one's own key is a bad signature, a name nobody has an unknown sender", () => {
  const stolen = verify(framesOf({ ...HEARTBEAT, node: 'web2' }));
  assert.ok(!stolen.ok);
  assert.deepEqual([stolen.reason, stolen.claimed], ['bad_signature', { org: 'dev', node: 'web2' }]);
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, node: 'nobody' })), 'unknown_sender');
});

test('a refusal says over whose connection it came, and that the name is another', () => {
  const over = { org: 'dev', node: 'web1' };
  const stolen = verify(framesOf({ ...HEARTBEAT, node: 'Web1' }), over);
  assert.ok(!stolen.ok);
  assert.deepEqual(stolen.over, over);
  assert.deepEqual([stolen.defect?.field, stolen.defect?.value], ['node', '"Web1"']);
  const elsewhere = verify(framesOf({ ...HEARTBEAT, org: 'prod' }), over);
  assert.ok(!elsewhere.ok);
  assert.deepEqual([elsewhere.defect?.field, elsewhere.defect?.value], ['org', '"prod"']);
  assert.match(elsewhere.defect?.expected ?? '', /^"dev", /);
});

test('a message of a session that is over is known as such, whether another one is there or none', () => {
  assert.equal(reasonFor(framesOf(HEARTBEAT, ENDED_KEY)), 'ended_session');
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, node: 'gone' }, ENDED_KEY)), 'ended_session');
  assert.equal(reasonFor(framesOf(HEARTBEAT, OTHER_KEY)), 'bad_signature');
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, node: 'gone' }, OTHER_KEY)), 'unknown_sender');
});

test('what is wrong with an unsigned field is not looked at before the signature', () => {
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, type: 'dance' }, OTHER_KEY)), 'bad_signature');
});

test('each kind of malformed message has its reason', () => {
  const [identity, header, body] = framesOf(HEARTBEAT);
  assert.ok(identity && header && body);
  assert.equal(reasonFor([identity, header]), 'frame_count');
  assert.equal(reasonFor([identity, header, body, body]), 'frame_count');
  assert.equal(reasonFor([identity, Buffer.alloc(2_049), body]), 'header_too_long');
  assert.equal(reasonFor([identity, header, Buffer.alloc(1_001)]), 'body_too_long');
  assert.equal(reasonFor([identity, Buffer.from('nothing'), body]), 'bad_header');
  assert.equal(reasonFor([identity, header, Buffer.from('{')]), 'bad_json');
  assert.equal(reasonFor([identity, header, Buffer.from('[]')]), 'bad_field');
  assert.equal(reasonFor([identity, header, Buffer.from('{"org":"dev"}')]), 'bad_field');
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, job_id: 'j'.repeat(65) })), 'bad_field');
  assert.equal(reasonFor(framesOf({ ...HEARTBEAT, type: 'dance' })), 'unknown_type');
});

test('nodes do not sign with RSA', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const frames = signRsaMessage(JSON.stringify(HEARTBEAT), privateKey).map((frame) => Buffer.from(frame));
  assert.equal(reasonFor([Buffer.of(0), ...frames]), 'bad_method');
});

test('no bytes at all make it throw', () => {
  const frame = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(fc.property(fc.array(frame, { maxLength: 5 }), (frames) => !verify(frames).ok));
  const json = fc.json().map((text) => Buffer.from(text));
  fc.assert(fc.property(json, (body) => !verify([Buffer.of(0), framesOf(HEARTBEAT)[1] ?? body, body]).ok));
});
