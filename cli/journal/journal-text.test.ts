import assert from 'node:assert/strict';
import test from 'node:test';
import type { RecordedScenario } from '../../conformance/journal/read-journal.ts';
import { plain } from '../output/paint.ts';
import { journalRecords, journalText } from './journal-text.ts';

const AT = Date.UTC(2026, 10, 21, 7, 8, 9, 10);
const SCENARIO: RecordedScenario = {
  ...{ id: 'QUORUM-004:2', name: 'a \u001b[31mname', attempt: 2, begunMs: AT, outcome: 'FAILED', dropped: 3 },
  entries: [
    {
      ...{ atMs: AT, kind: 'request', direction: 'out', node: undefined },
      ...{ subject: 'POST /organizations/dev/pushy/jobs as admin', body: '{"nodes":["web1"]}' },
    },
    {
      ...{ atMs: AT + 5, kind: 'frame', direction: 'in', node: 'web1', subject: 'Version:2.0;…' },
      body: '{"type":"run","job_id":"abc"}',
    },
  ],
};

test('a scenario is its name, its entries, and what is missing', () => {
  const lines = journalText(SCENARIO, { paint: plain, width: 200, bodies: false });
  assert.deepEqual(lines, [
    'QUORUM-004:2 a \\x1b[31mname (failed, attempt 2)',
    'time          node       kind     what',
    '07:08:09.010  -     out  request  POST /organizations/dev/pushy/jobs as admin',
    '07:08:09.015  web1  in   frame    run for job abc',
    '3 more were over the limit, and are not kept',
    '',
  ]);
});

test('what was carried stands below its line where it is wanted', () => {
  const lines = journalText(SCENARIO, { paint: plain, width: 200, bodies: true });
  assert.deepEqual(lines.slice(3, 6), [
    '    {"nodes":["web1"]}',
    '07:08:09.015  web1  in   frame    run for job abc',
    '    {"type":"run","job_id":"abc"}',
  ]);
});

test('machines are given every field of each entry', () => {
  assert.deepEqual(journalRecords(SCENARIO)[1], {
    ...{ scenario: 'QUORUM-004:2', attempt: 2, atMs: AT + 5, node: 'web1', direction: 'in', kind: 'frame' },
    ...{ summary: 'run for job abc', header: 'Version:2.0;…', body: '{"type":"run","job_id":"abc"}' },
  });
});
