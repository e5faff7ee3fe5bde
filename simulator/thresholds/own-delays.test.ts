import assert from 'node:assert/strict';
import test from 'node:test';
import { parseThreshold } from './expression.ts';
import { mayBeOurs, type OwnDelays } from './own-delays.ts';
import { judgeThreshold } from './verdict.ts';

const FREE: OwnDelays = { longestSeconds: 0.02, stretch: 1.1, heartbeatSeconds: 1 };

function isOurs(text: string, measured: Readonly<Record<string, number>>, delays: Partial<OwnDelays>) {
  const threshold = parseThreshold(text);
  const verdict = judgeThreshold(threshold, (name) => measured[name]);
  return mayBeOurs(threshold, verdict, { ...FREE, ...delays });
}

test('a crossed limit of a duration is ours where the delays here are as long as what is too much', () => {
  const measured = { 'vote_seconds.p99': 6, 'vote_seconds{group=slow}.p99': 6 };
  assert.equal(isOurs('vote_seconds.p99 < 5', measured, {}), false);
  assert.equal(isOurs('vote_seconds.p99 < 5', measured, { longestSeconds: 1.5 }), true);
  assert.equal(isOurs('vote_seconds{group=slow}.p99 < 5', measured, { longestSeconds: 1.5 }), true);
  assert.equal(isOurs('vote_seconds.p99 < 2', measured, { longestSeconds: 1.5 }), false);
  assert.equal(isOurs('vote_seconds.p99 < 2', measured, { stretch: 3 }), false);
  assert.equal(isOurs('vote_seconds.p99 < 2', measured, { stretch: 3.1 }), true);
  const late = { 'server_late_seconds.mean': 0.07 };
  assert.equal(isOurs('server_late_seconds.mean < 0.05', late, {}), false);
  assert.equal(isOurs('server_late_seconds.mean < 0.05', late, { stretch: 2 }), true);
});

test('a count of nodes is ours where their work took twice as long', () => {
  const measured = { nodes_available: 9, nodes_requested: 10 };
  assert.equal(isOurs('nodes_available == nodes_requested', measured, { stretch: 1.9 }), false);
  assert.equal(isOurs('nodes_available == nodes_requested', measured, { stretch: 2 }), true);
});

test('so is what a server on this machine keeps or refuses, but no error in its log', () => {
  for (const [text, ours] of [
    ['server_rss_growth_mb_per_min < 1', true],
    ['server_refusals_unprovoked == 0', true],
    ['server_errors == 0', false],
  ] as const) {
    const measured = { [text.split(' ')[0] ?? '']: 4 };
    assert.equal(isOurs(text, measured, { stretch: 1.9 }), false, text);
    assert.equal(isOurs(text, measured, { stretch: 2 }), ours, text);
  }
});

test('any other is ours where nodes here were late enough to be taken for down', () => {
  const measured = { jobs_failed: 1, 'job_seconds.count': 0, 'job_seconds.max': 0.2 };
  assert.equal(isOurs('jobs_failed == 0', measured, { longestSeconds: 2.9, stretch: 9 }), false);
  assert.equal(isOurs('jobs_failed == 0', measured, { longestSeconds: 3 }), true);
  assert.equal(isOurs('run_seconds.p99 < 5', {}, { longestSeconds: 3 }), true, 'nothing was measured');
  assert.equal(isOurs('run_seconds.p99 < 5', {}, {}), false);
  assert.equal(isOurs('vote_seconds.p50 > 1', { 'vote_seconds.p50': 0.5 }, { longestSeconds: 2.9 }), false);
  assert.equal(isOurs('job_seconds.max < 0', measured, { longestSeconds: 1 }), false, 'no machine keeps it');
});

test('a kept one is nobody’s fault', () => {
  assert.equal(isOurs('jobs_failed == 0', { jobs_failed: 0 }, { stretch: 9, longestSeconds: 9 }), false);
});
