import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatEvent, JOB_FEED } from '../../protocol/testing/feed-text.ts';
import { type Evidence, placeText } from './evidence.ts';
import { connectionMark } from './feed-bytes.ts';
import { evidenceInBytes } from './read-evidence.ts';

const read = (text: string): Evidence => evidenceInBytes(Buffer.from(text), 'kept.txt');

const ids = ({ captures }: Evidence): readonly (readonly string[])[] =>
  captures.map(({ events }) => events.map(({ id }) => id));

const FEED = JOB_FEED.map((event) => formatEvent(event));
const WHOLE = FEED.join('');
const IDS = JOB_FEED.map(({ id }) => id);

const faultsOf = ({ faults }: Evidence): readonly string[] =>
  faults.map(({ at, problem }) => `${placeText(at)}: ${problem}`);

test('a feed as it travelled, with keep-alives, any line ends, and headers before it', () => {
  for (const text of [
    WHOLE,
    `:keepalive\n${WHOLE}`,
    WHOLE.replaceAll('\n', '\r\n'),
    `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n${WHOLE}`,
    `\uFEFF${WHOLE}`,
  ]) {
    const evidence = read(text);
    assert.deepEqual(ids(evidence), [IDS]);
    assert.deepEqual(evidence.faults, []);
    const [capture] = evidence.captures;
    assert.equal(capture?.of, 'job');
    assert.equal(capture?.isClosed, true);
    assert.equal(capture?.endsInGap, false);
  }
});

test('a piece cut out of a feed is read from its first whole event on', () => {
  const evidence = read(WHOLE.slice(10, -10));
  assert.deepEqual(ids(evidence), [IDS.slice(1, -1)]);
  assert.deepEqual(
    evidence.captures[0]?.events.map(({ isAfterGap }) => isAfterGap),
    [true, false, false],
  );
  assert.equal(evidence.captures[0]?.endsInGap, true);
});

test('events have their lines', () => {
  const [capture] = read(WHOLE).captures;
  assert.deepEqual(
    capture?.events.map(({ at }) => at.line),
    [1, 5, 9, 13, 17],
  );
});

test('a last event without its blank line counts, and is known', () => {
  const evidence = read(WHOLE.slice(0, -2));
  assert.deepEqual(ids(evidence), [IDS]);
  assert.equal(evidence.captures[0]?.isClosed, false);
});

test('an event that cannot be read is a fault with its line, and a gap', () => {
  const evidence = read([FEED[0], 'event: x\nid: 1\ndata: {"a\n\n', FEED[2], 'event: y\nda'].join(''));
  assert.deepEqual(ids(evidence), [['job-1', 'job-3']]);
  assert.deepEqual(
    evidence.captures[0]?.events.map(({ isAfterGap }) => isAfterGap),
    [false, true],
  );
  assert.equal(evidence.captures[0]?.endsInGap, true);
  assert.deepEqual(faultsOf(evidence), [
    'kept.txt, line 5: the data of the event is no JSON object: {"a',
    'kept.txt, line 13: the feed ends in the middle of an event, which is left out',
  ]);
});

test('a recorded reader that connects again goes on with its capture', () => {
  const again = connectionMark('abc', 'job-2');
  for (const cut of [
    '',
    'event: quorum_succeeded\n',
    'event: quorum_succeeded\nid: jo\n',
    `${FEED[2]?.slice(0, 40)}\n`,
  ]) {
    const evidence = read(
      `${connectionMark('abc', '')}${FEED[0]}${FEED[1]}${cut}${again}${FEED.slice(2).join('')}`,
    );
    assert.deepEqual(ids(evidence), [IDS], JSON.stringify(cut));
    assert.deepEqual(evidence.faults, []);
    assert.equal(evidence.captures[0]?.jobId, 'abc');
  }
});

test('a server that begins again gives another capture, and so does another job', () => {
  const begin = connectionMark('abc', '');
  const evidence = read(`${begin}${FEED[0]}${FEED[1]}${connectionMark('abc', 'job-2')}${WHOLE}`);
  assert.deepEqual(ids(evidence), [['job-1', 'job-2'], IDS]);
  assert.equal(read(`${begin}${WHOLE}${connectionMark('def', '')}${WHOLE}`).captures[1]?.jobId, 'def');
  assert.equal(read(`${connectionMark(undefined, '')}${FEED[0]}`).captures[0]?.of, 'organisation');
});

test("an organisation's feed is known by the jobs that its events name", () => {
  const data = JSON.stringify({ timestamp: '2014-07-10 05:17:40.995958Z', job: 'abc', status: 'success' });
  assert.equal(
    read(formatEvent({ event: 'job_complete', id: 'org-7', data })).captures[0]?.of,
    'organisation',
  );
});

const JOB = { id: 'abc', command: 'true', status: 'complete', run_timeout: 60 };

test('a job as JSON, in either dialect, and as a summary', () => {
  const documented = { ...JOB, env: {}, file_specified: false, nodes: { complete: ['web1', 'web2'] } };
  const shipped = { ...JOB, nodes: { succeeded: ['web1'], failed: ['web2'] } };
  const [one] = read(JSON.stringify(documented)).shown;
  assert.equal(one?.dialect, 'documented');
  assert.deepEqual(
    [...(one?.nodes ?? [])],
    [
      ['web1', 'complete'],
      ['web2', 'complete'],
    ],
  );
  assert.equal(read(JSON.stringify(shipped, undefined, 2)).shown[0]?.dialect, 'pushy-server');
  assert.equal(read(JSON.stringify([documented, { ...shipped, id: 'def' }])).shown.length, 2);
  const data = JSON.stringify({ timestamp: '2014-07-10 05:17:40.995958Z', ...shipped });
  const summary = read(formatEvent({ event: 'summary', id: 'job-1', data }));
  assert.equal(summary.shown[0]?.status, 'complete');
  assert.deepEqual(summary.captures, []);
});

test('lines of JSON, as our commands print them', () => {
  const event = (name: string, id: string, data: object): string =>
    JSON.stringify({ event: name, id, data: { timestamp: '2014-07-10 05:17:40.995958Z', ...data } });
  const trace = { at: '2026-12-01T10:00:00.000Z', channel: 'commands', verdict: 'accepted', direction: 'in' };
  const message = { ...trace, type: 'ack_commit', node: 'web1', body: { job_id: 'abc' } };
  const rest = { ...trace, channel: 'rest', method: 'POST', url: '/organizations/dev/pushy/jobs' };
  const evidence = read(
    [
      event('start', '1', { node_count: 1 }),
      event('job_complete', '2', { status: 'aborted' }),
      JSON.stringify(message),
      JSON.stringify({ ...rest, type: 'request', body: { nodes: ['web1'], quorum: 1 } }),
      JSON.stringify({ ...rest, type: 'answer', status: 201, body: { id: 'abc' } }),
      JSON.stringify(JOB),
      '{"what": 1}',
      '{',
    ].join('\n'),
  );
  assert.deepEqual(ids(evidence), [['1', '2']]);
  assert.deepEqual(
    evidence.spoken.map(({ node, direction, type, jobId }) => ({ node, direction, type, jobId })),
    [{ node: 'web1', direction: 'out', type: 'ack_commit', jobId: 'abc' }],
  );
  assert.deepEqual(
    evidence.asked.map(({ id, nodes, quorum }) => ({ id, nodes, quorum })),
    [{ id: 'abc', nodes: ['web1'], quorum: 1 }],
  );
  assert.equal(evidence.shown.length, 1);
  assert.deepEqual(faultsOf(evidence), [
    'kept.txt, line 7: this is no job, event, or entry of a trace or a journal: {"what":1}',
    'kept.txt, line 8: this is no JSON: {',
  ]);
});

test('what is no evidence says what it is instead', () => {
  assert.deepEqual(faultsOf(read('')), ['kept.txt: it is empty']);
  assert.deepEqual(faultsOf(read(':keepalive\n')), ['kept.txt: it has neither a job nor an event']);
  assert.deepEqual(faultsOf(read('hello')), [
    'kept.txt: it is neither JSON nor a feed; it begins with "hello"',
  ]);
  assert.deepEqual(faultsOf(read('SQLite format 3\0')), [
    'kept.txt: it is a database; of a journal give the folder',
  ]);
  const twice = { ...JOB, nodes: { succeeded: ['web1'], failed: ['web1'] } };
  assert.deepEqual(faultsOf(read(JSON.stringify(twice))), [
    'kept.txt, line 1: job abc shows node web1 twice, under succeeded and failed',
  ]);
});

test('whatever bytes come, reading them ends without an error', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(...FEED, WHOLE, connectionMark('a', ''), connectionMark(undefined, 'x'), '\r\n', '\n\n'),
    fc.json(),
    fc.constantFrom(
      'data:',
      'event: ',
      '{"event":"start","id":1,"data":{}}\n',
      '{"scenario":"A-1","kind":"event"}\n',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { captures, faults, shown, asked, spoken } = read(pieces.join(''));
      assert.ok(captures.length + faults.length + shown.length + asked.length + spoken.length > 0);
    }),
    { numRuns: 500 },
  );
});
