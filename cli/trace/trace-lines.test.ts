import assert from 'node:assert/strict';
import test from 'node:test';
import { coloured, plain } from '../output/paint.ts';
import type { TraceFields } from './trace-details.ts';
import { TraceLines } from './trace-lines.ts';

const AT = '2026-12-01T10:11:12.345Z';
const WIDE = { paint: plain, width: Number.POSITIVE_INFINITY };
const linesOf = (entry: TraceFields, options = WIDE) => new TraceLines().of({ at: AT, ...entry }, options);

const HEARTBEAT = {
  ...{
    direction: 'in',
    channel: 'commands',
    type: 'heartbeat',
    org: 'dev',
    node: 'web1',
    verdict: 'accepted',
  },
  body: { type: 'heartbeat', job_state: 'idle', job_id: null, sequence: 7, incarnation_id: '39a44a72-1' },
};

test('a message is one line: time, arrow, node, type, what matters, verdict', () => {
  assert.deepEqual(linesOf(HEARTBEAT), [
    '10:11:12.345 → web1    heartbeat   idle, sequence 7, incarnation 39a44a72  accepted',
  ]);
  const commit = {
    ...{ direction: 'out', channel: 'commands', type: 'commit', node: 'web1', verdict: 'sent' },
    body: {
      job_id: 'j1',
      command: 'x',
      env: { A: '(hidden)' },
      file: 'raw:(hidden, 3 characters)',
      sequence: 2,
    },
  };
  assert.deepEqual(linesOf(commit), [
    '10:11:12.345 ← web1    commit      job j1, runs x, env A=(hidden), file raw:(hidden, 3 characters), sequence 2',
  ]);
});

test('what is of all nodes, of nobody known, and of somebody who is no node, is told apart', () => {
  const who = (entry: TraceFields) => linesOf(entry)[0]?.split(' ')[2];
  assert.equal(who({ ...HEARTBEAT, node: null, channel: 'heartbeats' }), 'all');
  assert.equal(who({ ...HEARTBEAT, node: null }), '?');
  assert.equal(who({ ...HEARTBEAT, node: null, signer: 'admin' }), '(admin)');
});

test('a request and its answer name what was asked for, without organisation and query', () => {
  const url = '/organizations/dev/pushy/config/web1?ccpk=x';
  const request = {
    direction: 'in',
    channel: 'rest',
    type: 'request',
    node: 'web1',
    signer: 'web1',
    method: 'GET',
    url,
  };
  assert.deepEqual(linesOf({ ...request, verdict: 'accepted', signature: { method: '1.3' } }), [
    '10:11:12.345 → web1    GET config/web1  as web1 by 1.3  accepted',
  ]);
  const answer = {
    ...request,
    direction: 'out',
    type: 'answer',
    status: 200,
    verdict: 'sent',
    body: { type: 'config' },
  };
  assert.deepEqual(linesOf(answer), ['10:11:12.345 ← web1    200 to GET config/web1  {"type":"config"}']);
  const stream = { ...answer, body: undefined, headers: { 'content-type': 'text/event-stream' } };
  assert.match(linesOf(stream)[0] ?? '', / a stream$/);
});

test('below a refused message stands why, and what its signature covers', () => {
  const refused = {
    ...{
      ...HEARTBEAT,
      verdict: 'refused',
      reason: 'bad_signature',
      sentence: 'It is wrong.',
      hint: 'Mend it.',
    },
    ...{ detail: 'header Signature is x, expected y.', frames: [92, 27], header: 'Version:2.0' },
    signature: { method: 'hmac_sha256', given: 'abc…', covers: 'base64 of z', texts: ['{"a": 1}'] },
  };
  const [line, ...reasons] = linesOf(refused);
  assert.match(line ?? '', / refused: bad_signature$/);
  assert.deepEqual(reasons, [
    '    It is wrong.',
    '    header Signature is x, expected y.',
    '    Mend it.',
    '    frames: 92, 27 bytes',
    '    header: Version:2.0',
    '    signature, hmac_sha256: abc…',
    '    it has to be base64 of z',
    '    verified text:',
    '      {"a": 1}',
  ]);
});

test('of feeds it says whose they are, who reads them, and how they end', () => {
  const feed = {
    direction: 'out',
    channel: 'feeds',
    feed: 'j1',
    signer: 'admin',
    node: null,
    verdict: 'sent',
  };
  const said = (more: object) => linesOf({ ...feed, ...more }).map((line) => line.replace(/^\S* ← /, ''));
  assert.deepEqual(said({ type: 'feed_opened' }), ['(admin)  feed opened  j1 to admin']);
  assert.deepEqual(said({ type: 'quorum_vote', node: 'web1', body: { node: 'web1' } }), [
    'web1    quorum_vote  j1 to admin: {"node":"web1"}',
  ]);
  assert.deepEqual(said({ type: 'feed_closed', reason: 'left' }), [
    '(admin)  feed closed  j1 to admin (left)',
  ]);
  assert.match(said({ type: 'feed_closed', verdict: 'cut', reason: 'too_slow' })[0] ?? '', /cut: too_slow$/);
});

test('a refused request shows the verified texts line by line where its signature is what is wrong', () => {
  const texts = ['Method:GET\nPath:/a', 'Method:GET\nPath:/a/'];
  const signature = { method: '1.0', given: 'abc…', covers: 'c', texts, paths: ['/a', '/a/'] };
  const request = {
    direction: 'in',
    channel: 'rest',
    type: 'request',
    method: 'GET',
    url: '/a',
    verdict: 'refused',
  };
  assert.deepEqual(linesOf({ ...request, reason: 'bad_signature', signature }).slice(1), [
    '    signature, 1.0: abc…',
    '    it has to be c',
    '    path: /a or /a/',
    '    verified text:',
    '      Method:GET',
    '      Path:/a',
    '    or:',
    '      Method:GET',
    '      Path:/a/',
  ]);
  assert.deepEqual(linesOf({ ...request, reason: 'unknown_path', sentence: 'no', signature }).slice(1), [
    '    no',
  ]);
});

test('on a terminal what matters is cut, never the verdict; nothing of others reaches it as a command', () => {
  const hostile = '\u001b[2J\u009b31m\u202e';
  const body = { ...HEARTBEAT.body, command: hostile.repeat(40) };
  const entry = { ...HEARTBEAT, type: hostile, node: hostile, reason: hostile, verdict: 'refused', body };
  const lines = linesOf(
    { ...entry, sentence: hostile, header: hostile, frames: [hostile] },
    { paint: plain, width: 80 },
  );
  for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
  const [narrow] = linesOf({ ...HEARTBEAT, body: { command: 'y'.repeat(300) } }, { paint: plain, width: 80 });
  assert.equal(narrow?.length, 80);
  assert.match(narrow ?? '', /… {2}accepted$/);
  const painted = linesOf(HEARTBEAT, { ...WIDE, paint: coloured })[0];
  assert.ok(painted?.endsWith(coloured('good', 'accepted')), painted);
});

test('whatever a server sends as an entry is shown', () => {
  for (const entry of [{}, { type: 7, body: [], node: {} }, { type: 'request', url: null, verdict: 'cut' }]) {
    assert.equal(typeof linesOf(entry as TraceFields)[0], 'string');
  }
});

test('names of nodes stand in a column as wide as the widest so far', () => {
  const lines = new TraceLines();
  const of = (node: string) => lines.of({ at: AT, ...HEARTBEAT, node }, WIDE)[0]?.indexOf('heartbeat');
  assert.deepEqual([of('web1'), of('a-longer-name'), of('web1')], [23, 30, 30]);
});
