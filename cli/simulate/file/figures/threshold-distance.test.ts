import assert from 'node:assert/strict';
import test from 'node:test';
import { parseThreshold } from '../../../../simulator/thresholds/expression.ts';
import { judged } from '../results.ts';
import { viewedThreshold } from './threshold-distance.ts';

/** How a threshold stands where its metric has this number, ten seconds after the begin. */
function standing(text: string, value: number | undefined, others: Readonly<Record<string, number>> = {}) {
  const threshold = parseThreshold(text);
  const name = threshold.left.kind === 'metric' ? threshold.left.name : '';
  const metrics = { ...others, ...(value !== undefined && { [name]: value }) };
  const [verdict] = judged([threshold], metrics, 1);
  assert.ok(verdict);
  const { state, distance } = viewedThreshold(threshold, verdict, 10);
  return [state, distance];
}

test('each comparison says how far its limit is, and whether it may still be reached', () => {
  assert.deepEqual(standing('vote_seconds.p95 < 2', 0.351), ['holds', '1.65 below']);
  assert.deepEqual(standing('vote_seconds.p95 < 2', 2), ['crossed', 'at the limit']);
  assert.deepEqual(standing('false_down <= 20', 20), ['holds', 'at the limit']);
  assert.deepEqual(standing('false_down <= 20', 26), ['crossed', '6 over']);
  assert.deepEqual(standing('jobs_complete >= 9', 12), ['holds', '3 above']);
  assert.deepEqual(standing('jobs_complete >= 9', 2), ['not yet', '7 to go']);
  assert.deepEqual(standing('jobs_complete > 0', 0), ['not yet', 'at the limit']);
  assert.deepEqual(standing('jobs_complete == 3', 3), ['holds', 'at the limit']);
  assert.deepEqual(standing('jobs_complete == 3', 1), ['not yet', '2 to go']);
  assert.deepEqual(standing('jobs_complete == 3', 4), ['crossed', '1 over']);
  assert.deepEqual(standing('jobs_complete != 3', 5), ['holds', '2 apart']);
  assert.deepEqual(standing('jobs_complete != 3', 3), ['crossed', 'at the limit']);
  assert.deepEqual(standing('run_seconds.p99 < 5', undefined), ['no data', '']);
});

test('what this machine may have crossed is unclear', () => {
  assert.deepEqual(standing('vote_seconds.p95 < 2', 2.5, { 'fleet_late_seconds.max': 1 }), [
    'unclear',
    '0.5 over',
  ]);
});

test('one that ends the run counts from some time after the begin on', () => {
  const threshold = { ...parseThreshold('false_down <= 20'), endsRunAfterMs: 30_000 };
  const [verdict] = judged([threshold], { false_down: 1 }, 1);
  assert.ok(verdict);
  const ends = (sinceBegin: number | undefined) => viewedThreshold(threshold, verdict, sinceBegin).ends;
  assert.deepEqual(ends(undefined), { inSeconds: undefined });
  assert.deepEqual(ends(10), { inSeconds: 20 });
  assert.deepEqual(ends(31), { inSeconds: 0 });
});
