import assert from 'node:assert/strict';
import test from 'node:test';
import { formatClientMessage } from '../../protocol/wire/client-message.ts';
import { formatServerMessage } from '../../protocol/wire/server-message.ts';
import type { JournalEntry } from './entry.ts';
import { isHeartbeatEntry, summaryOf } from './summary.ts';

const SENDER = {
  node: 'web1',
  client: 'web1',
  org: 'dev',
  incarnationId: 'life-1',
  sequence: 1,
  timestampMs: 0,
};
const SERVER = { sequence: 1, timestampMs: 0 };

function message(body: string): JournalEntry {
  return { atMs: 0, kind: 'frame', direction: 'in', node: 'web1', subject: 'Version:2.0;…', body };
}

const commit = formatServerMessage(
  { type: 'commit', jobId: 'abc', server: 's', command: 'sleep 1', capture: false, file: 'x'.repeat(100) },
  SERVER,
);

test('a message is named by its type, its job and what matters of the rest', () => {
  const sayings: Record<string, string> = {
    'commit for job abc: sleep 1': commit,
    'run for job abc': formatServerMessage({ type: 'run', jobId: 'abc' }, SERVER),
    abort: formatServerMessage({ type: 'abort' }, SERVER),
    'heartbeat, idle': formatClientMessage({ ...SENDER, type: 'heartbeat', jobState: 'idle', jobId: null }),
    'ack_commit for job abc': formatClientMessage({ ...SENDER, type: 'ack_commit', jobId: 'abc' }),
  };
  for (const [summary, body] of Object.entries(sayings)) assert.equal(summaryOf(message(body)), summary);
});

test('of a message that was cut the type and the job are read all the same', () => {
  assert.equal(summaryOf(message(`${commit.slice(0, -50)}… (cut)`)), 'commit for job abc');
});

test('a message without a body that can be read says that', () => {
  for (const body of ['', 'x', '{"type":1}', '["heartbeat"]', '{}\none more']) {
    assert.equal(summaryOf(message(body)), 'a message that cannot be read');
  }
});

test('requests and events are named by what they are', () => {
  const entry = { atMs: 0, direction: 'out', node: undefined, subject: 'GET /x as admin', body: '' } as const;
  assert.equal(summaryOf({ ...entry, kind: 'request' }), 'GET /x as admin');
  const event = { ...entry, kind: 'event', subject: 'quorum_vote 2 of /x' } as const;
  assert.equal(summaryOf(event), 'quorum_vote 2 of /x');
  assert.equal(summaryOf({ ...event, body: '{"node":"web1","status":"down"}' }), 'quorum_vote 2 of /x: down');
});

test('a heartbeat is one by what it says, not by what it mentions', () => {
  assert.ok(isHeartbeatEntry(message('{"type":"heartbeat"}')));
  assert.ok(!isHeartbeatEntry(message('{"type":"commit","command":"heartbeat"}')));
  assert.ok(!isHeartbeatEntry({ ...message('{"type":"heartbeat"}'), kind: 'request' }));
});
