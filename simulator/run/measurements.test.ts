import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { METRIC_NAMES } from '../thresholds/metric-names.ts';
import { Distribution } from './distribution.ts';
import { sumFigures } from './fleet-figures.ts';
import { Gauge } from './gauge.ts';
import { NO_GROUP_FIGURES } from './group-figures.ts';
import type { JobOutcome } from './job-outcome.ts';
import { Measurements } from './measurements.ts';
import { Samples } from './samples.ts';

const DONE: JobOutcome = {
  label: 'a#1',
  job: 'a',
  end: 'complete',
  nodes: 3,
  runs: [
    { group: 'web', succeeded: 2, runsFailed: 0, voteSeconds: [0.1, 0.2], runSeconds: [1, 2] },
    { group: 'slow', succeeded: 0, runsFailed: 1, voteSeconds: [0.3], runSeconds: [3] },
  ],
  unavailable: 1,
  startSeconds: 0.01,
  jobSeconds: 4,
};

const NOTHING = sumFigures([]);
const COUNTERS = { 'refused.bad_signature': 2, 'refused.bad_json': 1, 'config_failed.Error': 4 };

test('nodes that a job went without are called down falsely unless they were out of service', () => {
  let inService = 3;
  const measurements = new Measurements(new SimulatedClock(0), () => ({ ...NOTHING, inService }), {
    nodes: 3,
    groups: {},
  });
  measurements.jobEnded(DONE);
  inService = 2;
  measurements.jobEnded(DONE);
  assert.equal(measurements.metrics().false_down, 1);
});

test('outcomes of jobs become counts and latencies', () => {
  const measurements = new Measurements(
    new SimulatedClock(0),
    () => ({ ...NOTHING, counters: COUNTERS }),
    { nodes: 3, groups: {} },
    [{ group: 'slow', job: 'a' }, { group: 'slow' }],
  );
  measurements.jobStarted({ label: 'a#1', rule: { name: 'a' } });
  assert.equal(measurements.jobsUnderWay, 1);
  measurements.jobEnded(DONE);
  measurements.jobStarted({ label: 'a#2', rule: { name: 'a' } });
  measurements.jobEnded({
    label: 'a#2',
    job: 'a',
    end: 'refused',
    nodes: 3,
    runs: [],
    unavailable: 0,
    error: 'no',
  });
  const metrics = measurements.metrics();
  const expected = {
    jobs_planned: 2,
    jobs_started: 1,
    jobs_complete: 1,
    jobs_refused: 1,
    jobs_failed: 1,
    runs_succeeded: 2,
    runs_failed: 1,
    messages_refused: 3,
    config_failures: 4,
    nodes_requested: 3,
    'vote_seconds.count': 3,
    'job_seconds.count': 1,
    'jobs_complete{job=a}': 1,
    'jobs_failed{job=a}': 1,
    'jobs_planned{job=a}': 2,
    'runs_succeeded{job=a}': 2,
    'runs_succeeded{group=web}': 2,
    'runs_failed{group=web}': 0,
    'runs_failed{group=slow}': 1,
    'vote_seconds{group=web}.count': 2,
    'vote_seconds{group=slow}.count': 1,
    'vote_seconds{job=a}.count': 3,
    'job_seconds{job=a}.count': 1,
    'run_seconds{group=slow,job=a}.count': 1,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(metrics[name], value, name);
  assert.ok(Math.abs((metrics['vote_seconds.p50'] ?? 0) - 0.2) < 0.001);
  assert.deepEqual(
    measurements.jobs.map(({ label, end, error }) => [label, end, error]),
    [
      ['a#1', 'complete', undefined],
      ['a#2', 'refused', 'no'],
    ],
  );
});

test('how long a job took that did not complete is no latency', () => {
  const measurements = new Measurements(new SimulatedClock(0), () => NOTHING, { nodes: 3, groups: {} });
  measurements.jobEnded({ ...DONE, end: 'quorum_failed' });
  const metrics = measurements.metrics();
  assert.deepEqual(
    [metrics['job_seconds.count'], metrics['vote_seconds.count'], metrics['run_seconds.count']],
    [0, 0, 0],
  );
  assert.equal(metrics['start_seconds.count'], 1);
});

test('refusals of the server that nodes provoked are told from the others', () => {
  const counters = { 'provoked.bad_json': 2 };
  const measurements = new Measurements(new SimulatedClock(0), () => ({ ...NOTHING, counters }), {
    nodes: 3,
    groups: {},
  });
  assert.equal(measurements.metrics().server_refusals_unprovoked, undefined);
  measurements.serverCounted({ refused: { bad_json: 2, bad_signature: 1 }, lateSeconds: undefined });
  const { server_refusals: all, server_refusals_unprovoked: unprovoked } = measurements.metrics();
  assert.deepEqual([all, unprovoked], [3, 1]);
});

test('faults of feeds add up', () => {
  const measurements = new Measurements(new SimulatedClock(0), () => NOTHING, { nodes: 3, groups: {} });
  measurements.jobEnded({ ...DONE, feedFaults: ['event 2 is of no known kind'] });
  measurements.jobEnded(DONE);
  const metrics = measurements.metrics();
  assert.deepEqual([metrics.feed_faults, metrics['feed_faults{job=a}']], [1, 1]);
});

test('the longest delay behind the plan is kept', () => {
  const measurements = new Measurements(new SimulatedClock(0), () => NOTHING, { nodes: 3, groups: {} });
  for (const seconds of [0.01, 84, 3]) measurements.late(seconds);
  assert.equal(measurements.metrics().behind_seconds, 84);
});

test('every metric that is measured has a name that thresholds know', () => {
  const clock = new SimulatedClock(0);
  const measurements = new Measurements(clock, () => NOTHING, { nodes: 3, groups: {} });
  measurements.begun();
  measurements.allCameUp();
  measurements.confirmed(3);
  const server = { refused: { bad_json: 3 }, lateSeconds: 0.01 };
  for (let minute = 0; minute < 20; minute++) {
    measurements.sample({ serverRssMb: 100 + minute, fleetRssMb: 50, stretch: 1.2, server, serverErrors: 0 });
    clock.advance(60_000);
  }
  measurements.jobStarted({ label: 'a#1', rule: { name: 'a' } });
  measurements.jobEnded(DONE);
  const metrics = measurements.metrics();
  const plain = Object.keys(metrics).filter((name) => !name.includes('{'));
  assert.deepEqual(plain.sort(), [...METRIC_NAMES].sort());
  assert.equal(metrics.server_rss_slope_mb_per_min, 1);
  assert.ok(Math.abs((metrics.server_rss_growth_mb_per_min ?? 0) - 1) < 1e-9);
});

test('what was never looked at has no figure', () => {
  assert.deepEqual(new Gauge().stats(), {});
  assert.deepEqual(new Distribution().stats(), { count: 0 });
});

test('a distribution keeps three figures of what it is given', () => {
  const distribution = new Distribution();
  for (let index = 1; index <= 1_000; index++) distribution.record(index / 1_000);
  const { p50 = 0, p99 = 0, min = 0, max = 0, count } = distribution.stats();
  for (const [got, wanted] of [
    [p50, 0.5],
    [p99, 0.99],
    [min, 0.001],
    [max, 1],
  ] as const) {
    assert.ok(Math.abs(got - wanted) <= wanted * 0.002, `${got} for ${wanted}`);
  }
  assert.equal(count, 1_000);
});

test('a full row of samples is thinned out evenly and goes on', () => {
  const samples = new Samples<number>(8);
  for (let index = 0; index < 32; index++) samples.offer(index);
  assert.deepEqual(samples.all, [0, 8, 16, 24]);
});

test('samples tell what the nodes have done until then', () => {
  const counters = {
    'sent.heartbeat': 9,
    'sent.ack_commit': 3,
    'sent.nack_commit': 1,
    'commands.succeeded': 2,
    'commands.failed': 1,
  };
  const figures = { ...NOTHING, counters, places: { ...NOTHING.places, available: 4 } };
  const measurements = new Measurements(new SimulatedClock(0), () => figures, { nodes: 4, groups: {} });
  measurements.sample({});
  const [sample] = measurements.samples;
  assert.deepEqual([sample?.heartbeats, sample?.votes, sample?.runs, sample?.nodes.available], [9, 4, 3, 4]);
});

test('what figures tell is known by group, be there a node of it yet or not', () => {
  const groups = { web: { ...NO_GROUP_FIGURES, registered: 2, cameUp: 2, inService: 1 } };
  const measurements = new Measurements(new SimulatedClock(0), () => ({ ...NOTHING, groups }), {
    nodes: 5,
    groups: { web: 2, slow: 3 },
  });
  measurements.begun();
  measurements.sample({});
  const metrics = measurements.metrics();
  const wanted = {
    'nodes_requested{group=web}': 2,
    'nodes_available{group=web}': 2,
    'nodes_online{group=web}.last': 1,
    'nodes_requested{group=slow}': 3,
    'nodes_available{group=slow}': 0,
    'nodes_registered{group=slow}': 0,
  };
  for (const [name, value] of Object.entries(wanted)) assert.equal(metrics[name], value, name);
  assert.deepEqual(measurements.samples[0]?.online, { web: 1 });
});

test('nodes that hands have killed or brought are out of service, not falsely down', () => {
  const requested = { nodes: 3, groups: {} };
  let inService = 3;
  const measurements = new Measurements(new SimulatedClock(0), () => ({ ...NOTHING, inService }), requested);
  const job = (label: string, unavailable: number) => {
    measurements.jobStarted({ label, rule: { name: 'a' } });
    measurements.jobEnded({ label, job: 'a', end: 'complete', nodes: 3, runs: [], unavailable });
  };
  inService = 1;
  job('a#1', 2);
  assert.equal(measurements.count('false_down'), 0);
  // five are asked for by hand, and one of them is killed
  requested.nodes = 5;
  inService = 4;
  job('a#2', 1);
  assert.equal(measurements.count('false_down'), 0);
  job('a#3', 2);
  assert.equal(measurements.count('false_down'), 1);
});
