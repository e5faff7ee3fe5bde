import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusalReason } from '../testing/messages.ts';
import { counted, serverFramesVector } from '../testing/vectors.ts';
import { formatServerMessage, parseServerMessage, type ServerMessage } from './server-message.ts';

const ENVELOPE = { sequence: 3, timestampMs: Date.UTC(2026, 10, 21, 2, 1, 2) };
const WIRE_ENVELOPE = { sequence: 3, timestamp: 'Sat, 21 Nov 2026 02:01:02 GMT' };
const COMMIT = {
  ...WIRE_ENVELOPE,
  type: 'commit',
  job_id: 'abc',
  server: 'here',
  command: '',
  capture: false,
};

test('the bodies of the shipped server are read, and written byte for byte', () => {
  for (const { body, what } of counted(serverFramesVector.frames, 6)) {
    const message = accepted(parseServerMessage(JSON.parse(body)));
    assert.equal(formatServerMessage(message, message), body, what);
  }
});

test('a commit with every option is read into its fields', () => {
  const options = { user: 'bob', dir: '/tmp', env: { A: '1' }, file: 'raw:x', capture: true };
  const message = accepted(parseServerMessage({ ...COMMIT, ...options }));
  assert.deepEqual(message, {
    ...ENVELOPE,
    type: 'commit',
    jobId: 'abc',
    server: 'here',
    command: '',
    ...options,
  });
});

test('the answer to a new identity is only an envelope', () => {
  assert.equal(
    formatServerMessage({ type: 'ack' }, ENVELOPE),
    '{"sequence":3,"timestamp":"Sat, 21 Nov 2026 02:01:02 GMT","type":"ack"}',
  );
});

test('one message to many nodes differs in its envelope alone', () => {
  const run: ServerMessage = { type: 'run', jobId: 'abc' };
  const abort: ServerMessage = { type: 'abort' };
  const sent = [
    formatServerMessage(run, ENVELOPE),
    formatServerMessage(run, { ...ENVELOPE, sequence: 4 }),
    formatServerMessage(abort, ENVELOPE),
    formatServerMessage(run, { ...ENVELOPE, sequence: 5 }),
  ].map((text) => accepted(parseServerMessage(JSON.parse(text))));
  assert.deepEqual(sent, [
    { ...run, ...ENVELOPE },
    { ...run, ...ENVELOPE, sequence: 4 },
    { ...abort, ...ENVELOPE },
    { ...run, ...ENVELOPE, sequence: 5 },
  ]);
});

const WRONG: readonly (readonly [body: unknown, reason: string])[] = [
  [null, 'bad_field'],
  [[], 'bad_field'],
  ['abort', 'bad_field'],
  [{ ...WIRE_ENVELOPE }, 'bad_field'],
  [{ ...WIRE_ENVELOPE, type: 'reboot' }, 'unknown_type'],
  [{ type: 'abort', timestamp: WIRE_ENVELOPE.timestamp }, 'bad_field'],
  [{ type: 'abort', sequence: '3', timestamp: WIRE_ENVELOPE.timestamp }, 'bad_field'],
  [{ type: 'abort', sequence: 3 }, 'bad_field'],
  [{ type: 'abort', sequence: 3, timestamp: 'now' }, 'bad_timestamp'],
  [{ ...WIRE_ENVELOPE, type: 'run' }, 'bad_field'],
  [{ ...WIRE_ENVELOPE, type: 'run', job_id: '' }, 'bad_field'],
  [{ ...WIRE_ENVELOPE, type: 'heartbeat', server: 'here' }, 'bad_field'],
  [{ ...WIRE_ENVELOPE, type: 'heartbeat', incarnation_id: 'a' }, 'bad_field'],
  [{ ...COMMIT, job_id: 7 }, 'bad_field'],
  [{ ...COMMIT, command: null }, 'bad_field'],
  [{ ...COMMIT, server: undefined }, 'bad_field'],
  [{ ...COMMIT, user: 7 }, 'bad_field'],
  [{ ...COMMIT, dir: null }, 'bad_field'],
  [{ ...COMMIT, env: [] }, 'bad_field'],
  [{ ...COMMIT, env: { A: 1 } }, 'bad_field'],
  [{ ...COMMIT, file: {} }, 'bad_field'],
  [{ ...COMMIT, capture: 'yes' }, 'bad_field'],
  [{ ...COMMIT, capture: undefined }, 'bad_field'],
];

for (const [body, reason] of WRONG) {
  test(`${JSON.stringify(body)} is refused as ${reason}`, () => {
    assert.equal(refusalReason(parseServerMessage(body)), reason);
  });
}

test('any command travels whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.string()), (command, env) => {
      const commit: ServerMessage = {
        type: 'commit',
        jobId: 'abc',
        server: 'here',
        command,
        env,
        capture: true,
      };
      const message = accepted(parseServerMessage(JSON.parse(formatServerMessage(commit, ENVELOPE))));
      assert.deepEqual(JSON.stringify(message), JSON.stringify({ ...commit, ...ENVELOPE }));
    }),
  );
});

test('no JSON value in any place makes the parser throw', () => {
  const fields = fc.constantFrom(...Object.keys(COMMIT), 'user', 'dir', 'env', 'file', 'incarnation_id');
  const types = fc.constantFrom('heartbeat', 'commit', 'run', 'abort', 'ack');
  fc.assert(fc.property(fc.jsonValue(), (body) => typeof parseServerMessage(body).ok === 'boolean'));
  fc.assert(
    fc.property(types, fc.dictionary(fields, fc.jsonValue()), (type, change) => {
      assert.equal(typeof parseServerMessage({ ...COMMIT, type, ...change }).ok, 'boolean');
    }),
  );
});
