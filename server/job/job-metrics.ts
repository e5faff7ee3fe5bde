import type { Metrics } from '../metrics.ts';
import type { JobStatus } from './job-record.ts';
import { isInProgress } from './job-state.ts';

/** Told of the turning points of jobs. */
export interface JobMetrics {
  /**
   * A job has entered a status, and everybody may see it.
   * @param from undefined for a new job
   * @param ageMs since the job was made
   */
  entered(status: JobStatus, from: JobStatus | undefined, ageMs: number): void;
}

const DURATION_BOUNDS_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600];

/** Counts the jobs of one server, and how long they take from being made to their end. */
export function measureJobs(metrics: Metrics): JobMetrics {
  const inProgress = new Map<JobStatus, number>([
    ['voting', 0],
    ['running', 0],
  ]);
  const entered = metrics.counter('jobs', 'Jobs that entered a status.', 'status');
  const duration = metrics.histogram(
    'job_duration',
    'From the making of a job to its end.',
    DURATION_BOUNDS_SECONDS,
  );
  metrics.gauge('jobs_in_progress', 'Jobs that are voting or running.', 'status', () => inProgress);

  function move(status: JobStatus | undefined, by: number): void {
    if (status !== undefined && isInProgress(status))
      inProgress.set(status, (inProgress.get(status) ?? 0) + by);
  }

  return {
    entered(status, from, ageMs) {
      move(from, -1);
      move(status, 1);
      entered.add(status);
      if (!isInProgress(status)) duration.observe(ageMs / 1_000);
    },
  };
}
