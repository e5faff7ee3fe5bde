import assert from 'node:assert/strict';
import test from 'node:test';
import { refused } from '../../../protocol/wire/parsed.ts';
import { journalLine, lastEventsText, messagesIn } from './client-event.ts';
import { ClientJournal } from './client-journal.ts';

const MESSAGE = {
  type: 'heartbeat',
  jobState: 'running',
  node: 'web1',
  client: 'web1.example.com',
  org: 'dev',
  sequence: 3,
  timestampMs: 0,
  incarnationId: 'one',
  jobId: 'abc',
} as const;

function seen(): ClientJournal {
  const entries = new ClientJournal();
  const headers = { 'x-ops-sign': 'version=1.3', 'x-ops-userid': 'web1' };
  entries.answered({ method: 'GET', url: '/config/web1?ccpk=x', headers, status: 200 });
  for (const sequence of [3, 4]) {
    const body = Buffer.from(`{"sequence":${sequence}}`);
    entries.received([Buffer.of(1), Buffer.of(), body], { ok: true, value: MESSAGE });
  }
  entries.received([Buffer.of(1), Buffer.from('header'), Buffer.from('{')], refused('bad_json'));
  entries.sent([Buffer.of(1), 'header', '{"type":"abort"}']);
  entries.add({ kind: 'ended', how: 'by SIGKILL' });
  return entries;
}

test('what was seen is told in a line, heartbeats in a row once', () => {
  assert.equal(
    lastEventsText(seen().all),
    'GET /config/web1?ccpk=x answered with 200; heartbeat running of job abc; ' +
      'a message that the server refuses: bad_json; the server said abort; the client ended by SIGKILL',
  );
  assert.equal(lastEventsText([]), 'nothing');
});

test('entries are numbered, and messages are found among those since a number', () => {
  const entries = seen();
  assert.deepEqual(
    entries.all.map(({ number }) => number),
    [0, 1, 2, 3, 4, 5],
  );
  assert.equal(messagesIn(entries.all).length, 2);
  assert.equal(messagesIn(entries.since(2)).length, 1);
  assert.equal(messagesIn(entries.since(3)).length, 0);
});

test('the lines of a journal say which way, what, and when from a moment on', () => {
  const entries = seen();
  const first = entries.all[0]?.atMs ?? 0;
  const lines = entries.all.map((entry) => journalLine({ ...entry, atMs: first + 5 }, 'web1', first));
  assert.deepEqual(
    lines.map(({ atMs, direction, kind, body }) => [atMs, direction, kind, body]),
    [
      [5, 'in', 'request', 'X-Ops-Sign: version=1.3, X-Ops-Userid: web1'],
      [5, 'in', 'frame', '{"sequence":3}'],
      [5, 'in', 'frame', '{"sequence":4}'],
      [5, 'in', 'frame', 'header\n{'],
      [5, 'out', 'frame', 'header\n{"type":"abort"}'],
      [5, 'in', 'event', undefined],
    ],
  );
});

test('a frame is kept up to a length', () => {
  const entries = new ClientJournal();
  entries.sent([Buffer.of(1), 'x'.repeat(10_000)]);
  const [only] = entries.all;
  assert.equal(only?.kind === 'said' && only.frames[0]?.length, 4_097);
});
