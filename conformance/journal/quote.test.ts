import assert from 'node:assert/strict';
import test from 'node:test';
import type { Direction, JournalEntry } from './entry.ts';
import { quote } from './quote.ts';

function said(atMs: number, direction: Direction, node: string, type: string): JournalEntry {
  return { atMs, kind: 'frame', direction, node, subject: 'a header', body: JSON.stringify({ type }) };
}

test('the last entries are quoted, oldest first, in the shape that reports read', () => {
  const request: JournalEntry = {
    ...{ atMs: 7, kind: 'request', direction: 'out', node: undefined },
    ...{ subject: 'GET /x as admin', body: '' },
  };
  const quoted = quote([said(5, 'in', 'web1', 'abort'), said(6, 'out', 'web1', 'aborted'), request], 5, 2);
  assert.deepEqual(quoted, [
    {
      atMs: 1,
      node: 'web1',
      direction: 'out',
      kind: 'frame',
      summary: 'aborted',
      body: '{"type":"aborted"}',
    },
    { atMs: 2, direction: 'out', kind: 'request', summary: 'GET /x as admin' },
  ]);
});

test('a row of heartbeats of one node counts as one, until something else of that node comes', () => {
  const entries = [
    said(1, 'out', 'web1', 'heartbeat'),
    said(2, 'in', 'web1', 'heartbeat'),
    said(3, 'out', 'web2', 'heartbeat'),
    said(4, 'out', 'web1', 'heartbeat'),
    said(5, 'in', 'web2', 'abort'),
    said(6, 'out', 'web1', 'heartbeat'),
    said(7, 'in', 'web1', 'commit'),
    said(8, 'out', 'web1', 'heartbeat'),
  ];
  const summaries = quote(entries, 0).map(
    ({ atMs, node, direction, summary }) => `${atMs} ${node} ${direction} ${summary}`,
  );
  assert.deepEqual(summaries, [
    '1 web1 out heartbeat (the first of 3 in a row)',
    '2 web1 in heartbeat',
    '3 web2 out heartbeat',
    '5 web2 in abort',
    '7 web1 in commit',
    '8 web1 out heartbeat',
  ]);
});

test('a failure quotes the beginning of a long body', () => {
  const entry = { ...said(1, 'in', 'web1', 'abort'), body: 'x'.repeat(2_000) };
  assert.deepEqual(
    quote([entry], 0).map(({ body }) => body),
    [`${'x'.repeat(1_024)}… (cut)`],
  );
});
