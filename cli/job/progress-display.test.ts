import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { feedEvents, started } from '../../protocol/testing/feed-events.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { type Displayed, type ProgressDisplay, showEvents, showStatus } from './progress-display.ts';

const STORY = feedEvents(
  started(2),
  ['quorum_vote', { node: 'a', status: 'success' }],
  ['quorum_vote', { node: 'b', status: 'success' }],
  ['quorum_succeeded'],
  ['run_start', { node: 'a' }],
  ['run_complete', { node: 'a', status: 'success' }],
  ['run_start', { node: 'b' }],
  ['run_complete', { node: 'b', status: 'success' }],
  ['job_complete', { status: 'complete' }],
);

function tell(
  show: (shown: Displayed) => ProgressDisplay,
  { json = false, terminal = false, betweenMs = 0 } = {},
): readonly string[] {
  const stdout = recordedScreen(terminal ? { columns: 80, rows: 24 } : undefined);
  const clock = new SimulatedClock();
  const progress = new JobProgress();
  const display = show({ id: '12ab', progress, output: createOutput(stdout, recordedScreen(), json), clock });
  for (const event of STORY) {
    progress.apply(event);
    display.changed(event);
    clock.advance(betweenMs);
  }
  display.end();
  return stdout.lines;
}

test('without a terminal a status is a line when it changes, and the figures at most once a second', () => {
  assert.deepEqual(tell(showStatus), ['Voting.', 'Running (2/2 in progress) ...', 'Complete.']);
  assert.deepEqual(tell(showStatus, { betweenMs: 1_000 }), [
    'Voting.',
    'Running (2/2 in progress) ...',
    'Running (1/2 in progress) ...',
    'Running (0/2 in progress) ...',
    'Complete.',
  ]);
});

test('without a terminal each event is a line of its own', () => {
  const lines = tell(showEvents);
  assert.equal(lines.length, STORY.length);
  assert.match(lines[1] ?? '', /quorum_vote node=a status=success$/);
});

test('with --json each event is a machine line, on a terminal too', () => {
  for (const show of [showEvents, showStatus]) {
    const events = tell(show, { json: true, terminal: true }).map((line) => JSON.parse(line).event);
    assert.deepEqual(
      events,
      STORY.map(({ event }) => event),
    );
  }
});

test('on a terminal both are a live table that ends with the last state', () => {
  for (const show of [showEvents, showStatus]) {
    const text = tell(show, { terminal: true, betweenMs: 500 }).join('\n');
    assert.match(text, /Voting\./);
    assert.match(text.slice(text.lastIndexOf('Job 12ab')), /Complete\..*a {5}succeeded.*b {5}succeeded/s);
  }
});
