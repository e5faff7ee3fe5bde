import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { sumFigures } from '../../../simulator/run/fleet-figures.ts';
import { Measurements } from '../../../simulator/run/measurements.ts';
import { parseThreshold } from '../../../simulator/thresholds/expression.ts';
import { lookAt } from './run-look.ts';
import { type RunState, runStates } from './run-state.ts';
import { runLine } from './run-text.ts';

const NOTHING = sumFigures([]);

/** Ten seconds with a job on four nodes. */
function stateAfterAJob(): RunState {
  const clock = new SimulatedClock(0);
  const fleet = { figures: NOTHING };
  const measurements = new Measurements(clock, () => fleet.figures, { nodes: 10, groups: {} });
  const thresholds = ['jobs_complete == 1', 'run_seconds.p99 < 1', 'server_rss_mb.max < 9'].map(
    parseThreshold,
  );
  const stateAt = runStates({ fleet, measurements });
  const look = () => stateAt(lookAt(measurements, thresholds, 1));
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

test('that this machine is late is said while it is, and not for a little', () => {
  const state = stateAfterAJob();
  assert.doesNotMatch(runLine(state), /this machine/);
  assert.match(runLine({ ...state, lateSeconds: 3.2 }), /; this machine, not the server, is 3\.2 s late$/);
});
