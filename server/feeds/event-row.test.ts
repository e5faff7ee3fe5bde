import assert from 'node:assert/strict';
import test from 'node:test';
import type { JobEvent } from './event.ts';
import { EventRow } from './event-row.ts';

const START: JobEvent = {
  name: 'start',
  command: 'uptime',
  runTimeoutSeconds: 300,
  quorum: 1,
  nodeCount: 1,
  user: 'rebecca',
  fileSpecified: false,
  capture: false,
};

const OF_EVERY_KIND: readonly JobEvent[] = [
  START,
  { name: 'quorum_vote', node: 'web1', status: 'success' },
  { name: 'quorum_vote', node: '', status: 'down' },
  { name: 'rehab', node: 'web2' },
  { name: 'quorum_succeeded' },
  { name: 'run_start', node: 'web1' },
  { name: 'run_complete', node: 'web1', status: 'success' },
  { name: 'run_complete', node: 'web1', status: 'run_nacked' },
  { name: 'job_complete', status: 'complete' },
];

function rowOf(events: readonly JobEvent[]): EventRow {
  const row = new EventRow();
  for (const [index, event] of events.entries()) row.push(event, 1_000 + index);
  return row;
}

test('events of every kind come back as they were recorded, with their numbers and times', () => {
  const row = rowOf(OF_EVERY_KIND);
  assert.deepEqual(
    row.slice(),
    OF_EVERY_KIND.map((event, index) => ({ number: index + 1, timestampMicros: 1_000 + index, event })),
  );
});

test('a long row has each event at its place', () => {
  const count = 5_000;
  const row = rowOf(
    Array.from({ length: count }, (_, index): JobEvent => ({ name: 'rehab', node: `web${index}` })),
  );
  assert.equal(row.length, count);
  for (const [index, { number, event }] of row.slice().entries())
    assert.deepEqual([number, event], [index + 1, { name: 'rehab', node: `web${index}` }]);
  assert.deepEqual(row.at(-1)?.number, count);
  assert.deepEqual(
    row.slice(1_022, 1_026).map(({ number }) => number),
    [1_023, 1_024, 1_025, 1_026],
  );
});

test('there is nothing beyond either end', () => {
  const row = rowOf(OF_EVERY_KIND);
  assert.deepEqual([row.at(9), row.at(-10), new EventRow().at(-1)], [undefined, undefined, undefined]);
  assert.equal(row.slice(7, 100).length, 2);
});
