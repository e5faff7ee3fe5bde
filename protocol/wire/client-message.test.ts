import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, HEARTBEAT, HEARTBEAT_BODY, refusalReason } from '../testing/messages.ts';
import { counted, messageVectors } from '../testing/vectors.ts';
import { type ClientMessage, formatClientMessage, parseClientMessage } from './client-message.ts';

test('the bodies of the Ruby client are read, and written byte for byte', () => {
  for (const { body } of counted(messageVectors, 4)) {
    assert.equal(formatClientMessage(accepted(parseClientMessage(JSON.parse(body)))), body);
  }
});

test('a heartbeat says what the node is about', () => {
  assert.deepEqual(accepted(parseClientMessage(HEARTBEAT_BODY)), HEARTBEAT);
  for (const jobState of ['idle', 'committed', 'running']) {
    const message = accepted(parseClientMessage({ ...HEARTBEAT_BODY, job_state: jobState, job_id: 'abc' }));
    assert.deepEqual(message, { ...HEARTBEAT, jobState, jobId: 'abc' });
  }
});

test('what some clients leave out may be missing', () => {
  const { client: _client, protocol_version: _version, job_id: _jobId, ...rest } = HEARTBEAT_BODY;
  assert.deepEqual(accepted(parseClientMessage(rest)), { ...HEARTBEAT, client: '' });
});

test('a job id of "null" is no job', () => {
  assert.equal(accepted(parseClientMessage({ ...HEARTBEAT_BODY, job_id: 'null' })).jobId, null);
});

test('a job id may have 64 characters and no more', () => {
  const longest = 'a'.repeat(64);
  assert.equal(accepted(parseClientMessage({ ...HEARTBEAT_BODY, job_id: longest })).jobId, longest);
  assert.equal(refusalReason(parseClientMessage({ ...HEARTBEAT_BODY, job_id: `${longest}a` })), 'bad_field');
});

test('output is kept as it came, an absent channel stays absent', () => {
  const body = { ...HEARTBEAT_BODY, type: 'failed', stdout: 'a\u0000\ufffdĐ', job_id: 'abc' };
  const message = accepted(parseClientMessage(body));
  assert.ok(message.type === 'failed');
  assert.equal(message.stdout, 'a\u0000\ufffdĐ');
  assert.equal('stderr' in message, false);
});

const WRONG: readonly (readonly [change: object, reason: string])[] = [
  [{ type: 'hearbeat' }, 'unknown_type'],
  [{ type: 'constructor' }, 'unknown_type'],
  [{ type: 7 }, 'bad_field'],
  [{ type: undefined }, 'bad_field'],
  [{ node: 7 }, 'bad_field'],
  [{ node: '' }, 'bad_field'],
  [{ node: undefined }, 'bad_field'],
  [{ client: 7 }, 'bad_field'],
  [{ client: null }, 'bad_field'],
  [{ org: null }, 'bad_field'],
  [{ org: '' }, 'bad_field'],
  [{ sequence: '1' }, 'bad_field'],
  [{ sequence: undefined }, 'bad_field'],
  [{ sequence: Number.POSITIVE_INFINITY }, 'bad_field'],
  [{ timestamp: 1404969460 }, 'bad_field'],
  [{ timestamp: undefined }, 'bad_field'],
  [{ timestamp: '2014-07-10T05:17:40Z' }, 'bad_timestamp'],
  [{ incarnation_id: undefined }, 'bad_field'],
  [{ incarnation_id: {} }, 'bad_field'],
  [{ job_id: 7 }, 'bad_field'],
  [{ job_id: ['abc'] }, 'bad_field'],
  [{ job_state: 'busy' }, 'bad_field'],
  [{ job_state: undefined }, 'bad_field'],
  [{ type: 'succeeded', stdout: 7 }, 'bad_field'],
  [{ type: 'failed', stderr: null }, 'bad_field'],
];

for (const [change, reason] of WRONG) {
  const shown = Object.entries(change).map(([name, value]) => `${name} ${JSON.stringify(value) ?? value}`);
  test(`a message with ${shown.join(', ')} is refused as ${reason}`, () => {
    assert.equal(refusalReason(parseClientMessage({ ...HEARTBEAT_BODY, ...change })), reason);
  });
}

test('what is no object is refused', () => {
  for (const body of [undefined, null, 7, 'heartbeat', true, [], [HEARTBEAT_BODY]]) {
    assert.equal(refusalReason(parseClientMessage(body)), 'bad_field');
  }
});

const envelopes = fc.record({
  node: fc.string({ minLength: 1, unit: 'grapheme' }),
  client: fc.string(),
  org: fc.string({ minLength: 1 }),
  sequence: fc.nat(),
  timestampMs: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
  incarnationId: fc.uuid(),
  jobId: fc.option(
    fc.string({ maxLength: 64 }).filter((id) => id !== 'null'),
    { nil: null },
  ),
});
const contents = fc.oneof(
  fc.record({ type: fc.constant('heartbeat'), jobState: fc.constantFrom('idle', 'committed', 'running') }),
  fc.record({ type: fc.constantFrom('ack_commit', 'nack_commit', 'ack_run', 'nack_run', 'aborted') }),
  fc.record(
    {
      type: fc.constantFrom('succeeded', 'failed'),
      stdout: fc.string({ unit: 'binary' }),
      stderr: fc.string({ unit: 'binary' }),
    },
    { requiredKeys: ['type'] },
  ),
);

test('every message is read as it was written', () => {
  fc.assert(
    fc.property(envelopes, contents, (envelope, content) => {
      const message = { ...envelope, ...content } as ClientMessage;
      assert.deepEqual(accepted(parseClientMessage(JSON.parse(formatClientMessage(message)))), message);
    }),
  );
});

test('no JSON value in any place makes the parser throw', () => {
  const changed = fc.dictionary(
    fc.constantFrom(...Object.keys(HEARTBEAT_BODY), 'stdout', 'stderr'),
    fc.jsonValue(),
  );
  fc.assert(fc.property(fc.jsonValue(), (body) => typeof parseClientMessage(body).ok === 'boolean'));
  fc.assert(
    fc.property(
      changed,
      (change) => typeof parseClientMessage({ ...HEARTBEAT_BODY, ...change }).ok === 'boolean',
    ),
  );
});
