import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { feedEvents, started } from '../../protocol/testing/feed-events.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { jobTableLines } from './job-table.ts';

function runningOn(names: readonly string[]): JobProgress {
  const progress = new JobProgress();
  const votes = names.map((node) => ['quorum_vote', { node, status: 'success' }] as const);
  for (const event of feedEvents(started(names.length), ...votes, ['quorum_succeeded']))
    progress.apply(event);
  return progress;
}

test('a table shows command, quorum, counts, and each node with its times', () => {
  const progress = runningOn(['web2', 'web1']);
  const [, , , , start, end] = feedEvents(
    ['x'],
    ['x'],
    ['x'],
    ['x'],
    ['run_start', { node: 'web1' }],
    ['run_complete', { node: 'web1', status: 'success' }],
  );
  for (const event of [start, end]) if (event) progress.apply(event);
  const lines = jobTableLines('12ab', progress, recordedScreen({ columns: 80, rows: 24 }));
  assert.deepEqual(lines, [
    'Job 12ab: uptime',
    `${'█'.repeat(15)}${'░'.repeat(15)} Running (1/2 in progress) ...`,
    'quorum 2 of 2; 1 ready, 1 succeeded',
    'node  state      voted  waited    ran',
    'web1  succeeded  20 ms   20 ms  10 ms',
    'web2  ready      10 ms',
  ]);
});

test('where not all nodes fit, those that still move and those in trouble come first', () => {
  const names = Array.from({ length: 100 }, (_, index) => `web${String(index).padStart(2, '0')}`);
  const progress = runningOn(names);
  const told = feedEvents(
    ['run_start', { node: 'web77' }],
    ['run_complete', { node: 'web50', status: 'failure' }],
    ['run_complete', { node: 'web00', status: 'success' }],
  );
  for (const event of told) progress.apply(event);
  const lines = jobTableLines('12ab', progress, recordedScreen({ columns: 80, rows: 10 }));
  assert.equal(lines.length, 9);
  const shown = lines.slice(4, -1).map((line) => line.split(' ')[0]);
  assert.deepEqual(shown, ['web01', 'web02', 'web50', 'web77']);
  assert.equal(lines.at(-1), '… and 96 more');
});

test('names and commands of others cannot command the terminal', () => {
  const progress = new JobProgress();
  progress.applyAnswer({ status: 'running', command: 'a\u001b[2J', nodes: { running: ['b\u001b[2J'] } });
  const text = jobTableLines('12ab', progress, recordedScreen({ columns: 80, rows: 24 })).join('\n');
  assert.ok(!text.includes('\u001b'));
});
