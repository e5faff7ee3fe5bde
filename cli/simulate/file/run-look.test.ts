import assert from 'node:assert/strict';
import test from 'node:test';
import { parseThreshold } from '../../../simulator/thresholds/expression.ts';
import { thresholdThatEnds } from './perform-fleet.ts';
import { lookAt } from './run-look.ts';

const THRESHOLDS = [{ ...parseThreshold('jobs_failed == 0'), endsRunAfterMs: 0 }];

test('the metrics of a look are made once for all who ask, and not where nobody does', () => {
  let made = 0;
  const measurements = {
    seconds: 9,
    metrics: () => {
      made += 1;
      return { jobs_failed: 2 };
    },
  };
  const look = lookAt(measurements, THRESHOLDS, 1);
  assert.equal(look.seconds, 9);
  assert.equal(thresholdThatEnds({ thresholds: THRESHOLDS }, look, undefined), undefined);
  assert.equal(made, 0, 'before the begin nothing can end the run');
  assert.equal(look.metrics, look.metrics);
  assert.equal(look.thresholds, look.thresholds);
  assert.equal(thresholdThatEnds({ thresholds: THRESHOLDS }, look, 1), 'jobs_failed == 0');
  assert.equal(made, 1);
});
