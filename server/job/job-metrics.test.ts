import assert from 'node:assert/strict';
import test from 'node:test';
import { Metrics } from '../metrics.ts';
import { measureJobs } from './job-metrics.ts';

test('jobs are counted by the statuses they entered, and those in progress by where they are', async () => {
  const metrics = new Metrics();
  const jobs = measureJobs(metrics);
  jobs.entered('voting', undefined, 0);
  jobs.entered('voting', undefined, 0);
  jobs.entered('running', 'voting', 200);
  jobs.entered('complete', 'running', 400);

  assert.deepEqual(metrics.counters(), { 'jobs.voting': 2, 'jobs.running': 1, 'jobs.complete': 1 });
  const text = await metrics.text();
  assert.match(text, /jobs_in_progress\{status="voting"\} 1\n/);
  assert.match(text, /jobs_in_progress\{status="running"\} 0\n/);
  assert.match(text, /job_duration_seconds_sum 0\.4\n/);
});
