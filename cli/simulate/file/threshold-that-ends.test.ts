import assert from 'node:assert/strict';
import test from 'node:test';
import { parseThreshold } from '../../../simulator/thresholds/expression.ts';
import { thresholdThatEnds } from './perform-fleet.ts';
import { lookAt } from './run-look.ts';

const CHECKS = [
  { ...parseThreshold('jobs_failed == 0') },
  { ...parseThreshold('vote_seconds.p95 < 1'), endsRunAfterMs: 0 },
  { ...parseThreshold('job_seconds.p95 < 10'), endsRunAfterMs: 30_000 },
];

const HEARTBEAT_SECONDS = 0.5;

test('a run is ended by what is crossed, was measured, and may end it by now', () => {
  const ending = (
    seconds: number,
    measured: Readonly<Record<string, number>>,
    begunAtSeconds: number | undefined = 10,
  ) =>
    thresholdThatEnds(
      { thresholds: CHECKS },
      lookAt({ seconds, metrics: () => measured }, CHECKS, HEARTBEAT_SECONDS),
      begunAtSeconds,
    );
  assert.equal(ending(100, {}), undefined);
  assert.equal(ending(100, { jobs_failed: 3 }), undefined, 'it has no abort_on_fail');
  assert.equal(ending(11, { 'vote_seconds.p95': 2 }), 'vote_seconds.p95 < 1');
  assert.equal(ending(100, { 'vote_seconds.p95': 0.5, 'job_seconds.p95': 9 }), undefined);
  assert.equal(
    ending(100, { 'vote_seconds.p95': 2, 'fleet_late_seconds.max': 1.5 }),
    undefined,
    'this machine was late by more than what is too much',
  );
  assert.equal(ending(39, { 'job_seconds.p95': 11 }), undefined, 'its delay is not over');
  assert.equal(ending(41, { 'job_seconds.p95': 11 }), 'job_seconds.p95 < 10');
  assert.equal(
    thresholdThatEnds(
      { thresholds: CHECKS },
      lookAt({ seconds: 99, metrics: () => ({ 'vote_seconds.p95': 2 }) }, CHECKS, HEARTBEAT_SECONDS),
      undefined,
    ),
    undefined,
    'the run has not begun',
  );
});
