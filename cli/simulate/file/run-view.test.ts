import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import test from 'node:test';
import { JobProgress } from '../../../protocol/client/job-progress.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { readFleet } from '../../../simulator/fleet-file/read-fleet.ts';
import { planFleet } from '../../../simulator/plan/plan.ts';
import { FaultLog } from '../../../simulator/run/fault-log.ts';
import { type FleetFigures, sumFigures } from '../../../simulator/run/fleet-figures.ts';
import { Measurements } from '../../../simulator/run/measurements.ts';
import type { SharedFleetEvents } from '../../../simulator/workers/shared-fleet.ts';
import { createOutput } from '../../output/output.ts';
import { recordedScreen } from '../../testing/recorded-screen.ts';
import { lookAt } from './run-look.ts';
import { viewRun } from './run-view.ts';

class PretendedFleet extends EventEmitter<SharedFleetEvents> {
  figures: FleetFigures = { ...sumFigures([]), cameUp: 2 };
  readonly pids = [1, 2];
}

const FILE = readFleet(
  `apiVersion: push-harness/v1
kind: Fleet
name: web
groups: [{ name: web, count: 2 }]
jobs: [{ name: a, command: x, at: 0s }]
waive: [nodes_available]
`,
  { file: 'f', suggest: () => undefined },
);

function setup({ json = false, terminal = false } = {}) {
  const [stdout, stderr] = [
    recordedScreen(terminal ? { columns: 80, rows: 24 } : undefined),
    recordedScreen(),
  ];
  const fleet = new PretendedFleet();
  const clock = new SimulatedClock(0);
  const measurements = new Measurements(clock, () => fleet.figures, { nodes: 2, groups: {} });
  const view = viewRun({
    file: FILE,
    plan: planFleet(FILE, 7),
    workers: 2,
    fleet,
    measurements,
    faults: new FaultLog(() => measurements.seconds),
    output: createOutput(stdout, stderr, json),
    clock,
  });
  const looked = () => view.looked(lookAt(measurements, FILE.thresholds, 1));
  return { view, looked, fleet, clock, stdout, stderr };
}

test('without a terminal every fifth look is a line, and what happens is a remark', () => {
  const { view, looked, fleet, stdout, stderr } = setup();
  for (let look = 0; look < 11; look++) looked();
  assert.equal(stdout.lines.length, 3);
  fleet.emit('trouble', 'web1', 'GET config of web1 was refused');
  view.begun();
  view.ending();
  assert.deepEqual(stderr.lines, [
    'Fleet web: 2 nodes in 2 processes (seed 7); Ctrl-C ends it in order.',
    'Node web1 gets no configuration: GET config of web1 was refused',
    '2 of 2 nodes are up after 0.0 s.',
    'Ending in order: nodes leave, then the report is written. Ctrl-C again ends at once.',
  ]);
});

test('machines are told every look, with rates and verdicts so far', () => {
  const { view, looked, clock, stdout } = setup({ json: true });
  clock.advance(1_000);
  looked();
  view.ending();
  const [starting, progress, ending] = stdout.lines.map((line) => JSON.parse(line));
  assert.deepEqual(starting, {
    event: 'starting',
    fleet: 'web',
    nodes: 2,
    seed: 7,
    workers: 2,
    pids: [1, 2],
  });
  assert.deepEqual(progress, {
    event: 'progress',
    seconds: 1,
    nodes: { away: 0, starting: 0, connected: 0, available: 0, busy: 0 },
    jobs_under_way: 0,
    jobs_complete: 0,
    jobs_failed: 0,
    per_second: { heartbeats: 0, votes: 0, runs: 0 },
    latencies: {},
    thresholds: [{ threshold: 'jobs_failed == 0', left: 0, right: 0, isKept: true }],
  });
  assert.deepEqual(ending, { event: 'ending' });
});

test('on a terminal the view has the jobs as they go, what was done by hand, and verdicts when it is over', () => {
  const { view, looked, fleet, clock, stdout, stderr } = setup({ terminal: true });
  /** What was drawn last. */
  const screen = () => {
    clock.advance(1_000);
    return stdout.text.slice(stdout.text.lastIndexOf('\u001b[H')).replaceAll('\u001b[2K', '').split('\r\n');
  };
  const row = (label: string) => screen().find((line) => line.startsWith(label));
  fleet.figures = { ...fleet.figures, places: { ...fleet.figures.places, available: 1, busy: 1 } };
  view.begun();
  const progress = new JobProgress();
  view.jobFollowed({ label: 'a#1', nodes: ['web-1', 'web-2'] }, progress);
  progress.applyAnswer({
    status: 'running',
    command: 'x',
    nodes: { running: ['web-1'], succeeded: ['web-2'] },
  });
  view.notice('web-1 behaves as \u001b[31mdeaf.');
  looked();
  assert.match(screen()[1] ?? '', /2 of 2 nodes online$/);
  const jobs = screen().findIndex((line) => line.startsWith('jobs '));
  assert.equal(
    screen()
      [jobs + 1]?.trim()
      .replace(/ +\d+s /, ' '),
    'a#1  1 running, 1 succeeded',
  );
  assert.equal(row('thresholds')?.trim(), 'thresholds holds   jobs_failed == 0 0, at the limit');
  assert.match(row('lately') ?? '', /web-1 behaves as \\x1b\[31mdeaf\.$/);
  view.jobEnded({ label: 'a#1', job: 'a', end: 'refused', nodes: 2, runs: [], unavailable: 0, error: '503' });
  assert.match(row('errors') ?? '', / 0 {2}nodes falsely down/);
  assert.ok(screen().some((line) => line.trim() === '1  jobs refused: 503'));
  view.end();
  assert.ok(stdout.text.endsWith('\u001b[?1049l'));
  assert.equal(stderr.lines.at(-1), 'Job a#1: refused, 503');
});
