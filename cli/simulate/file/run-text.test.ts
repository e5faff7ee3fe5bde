import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { sumFigures } from '../../../simulator/run/fleet-figures.ts';
import { Measurements } from '../../../simulator/run/measurements.ts';
import { parseThreshold } from '../../../simulator/thresholds/expression.ts';
import { recordedScreen } from '../../testing/recorded-screen.ts';
import { type RunState, runStates } from './run-state.ts';
import { runLine, runLines } from './run-text.ts';

const NOTHING = sumFigures([]);

/** Ten seconds with a job on four nodes. */
function stateAfterAJob(): RunState {
  const clock = new SimulatedClock(0);
  const fleet = { figures: NOTHING };
  const measurements = new Measurements(clock, () => fleet.figures, { nodes: 10, groups: {} });
  const thresholds = ['jobs_complete == 1', 'run_seconds.p99 < 1', 'server_rss_mb.max < 9'].map(
    parseThreshold,
  );
  const look = runStates({ wanted: 10, thresholds, heartbeatSeconds: 1, fleet, measurements });
  look();
  fleet.figures = {
    ...NOTHING,
    places: { away: 1, starting: 2, connected: 3, available: 3, busy: 1 },
    counters: { 'sent.heartbeat': 200, 'sent.ack_commit': 4, 'commands.succeeded': 3 },
  };
  measurements.jobStarted({ label: 'a#1', rule: { name: 'a' } });
  measurements.jobStarted({ label: 'a#2', rule: { name: 'a' } });
  measurements.jobEnded({
    label: 'a#1',
    job: 'a',
    end: 'complete',
    nodes: 4,
    runs: [{ succeeded: 3, runsFailed: 0, voteSeconds: [0.5, 0.5], runSeconds: [2, 2] }],
    unavailable: 0,
    startSeconds: 0.1,
    jobSeconds: 6,
  });
  clock.advance(10_000);
  return look();
}

test('rates are those since the look before, thresholds as if the run ended now', () => {
  const { perSecond, thresholds, jobs } = stateAfterAJob();
  assert.deepEqual(perSecond, { heartbeats: 20, votes: 0.4, runs: 0.3 });
  assert.deepEqual(jobs, { underWay: 1, complete: 1, failed: 0 });
  assert.deepEqual(
    thresholds.map(({ isKept }) => isKept),
    [true, false, false],
  );
});

test('a run is one line where there is no terminal', () => {
  assert.equal(
    runLine(stateAfterAJob()),
    '10 s: of 10 nodes 4 online (1 busy), 3 connecting, 2 starting, 1 away; jobs 1 under way, 1 complete, 0 failed; ' +
      'a second 20 heartbeats, 0.4 votes, 0.3 runs; vote p95 500 ms; 1 of 3 thresholds hold',
  );
});

test('a terminal shows nodes by state, jobs, rates, latencies and thresholds', () => {
  const lines = runLines(stateAfterAJob(), recordedScreen({ columns: 60, rows: 24 }));
  assert.deepEqual(lines, [
    `${'█'.repeat(12)}${'░'.repeat(18)} 4/10 online after 10 s`,
    'nodes     3 available, 1 busy, 3 connecting, 2 starting, 1 …',
    'a second  20 heartbeats, 0.4 votes, 0.3 runs',
    'jobs      1 under way, 1 complete, 0 failed',
    'phase        p50     p95     p99',
    'vote      500 ms  500 ms  500 ms',
    'run        2.0 s   2.0 s   2.0 s',
    'job        6.0 s   6.0 s   6.0 s',
    'so far    threshold',
    'holds     jobs_complete == 1  (1 and 1)',
    'not yet   run_seconds.p99 < 1  (2.00 and 1)',
    'not yet   server_rss_mb.max < 9  (not measured and 9)',
  ]);
});

test('that this machine is late is said while it is, and not for a little', () => {
  const state = stateAfterAJob();
  assert.doesNotMatch(runLine(state), /this machine/);
  assert.match(runLine({ ...state, lateSeconds: 3.2 }), /; this machine, not the server, is 3\.2 s late$/);
});
