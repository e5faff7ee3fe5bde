import assert from 'node:assert/strict';
import test from 'node:test';
import { behindText, jobsText } from './metrics-text.ts';

test('the ends of all jobs stand on one line', () => {
  assert.equal(jobsText({ jobs_planned: 0 }), 'No jobs.');
  assert.equal(jobsText({ jobs_planned: 2, jobs_complete: 2, jobs_refused: 0 }), '2 of 2 jobs complete.');
  const some = { jobs_planned: 4, jobs_complete: 1, jobs_refused: 2, jobs_timed_out: 1 };
  assert.equal(jobsText(some), '1 of 4 jobs complete; 2 refused, 1 timed_out.');
});

test('a run that fell behind its plan says so; one whose timers were a little late does not', () => {
  assert.equal(behindText({}), undefined);
  assert.equal(behindText({ behind_seconds: 0.4 }), undefined);
  assert.match(
    behindText({ behind_seconds: 84 }) ?? '',
    /^The run fell behind its plan: something came 84\.0 s later than planned\./,
  );
});
