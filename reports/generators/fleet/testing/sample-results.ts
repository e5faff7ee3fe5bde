import { type FleetResults, RESULTS_VERSION } from '../fleet-results.ts';

/** A run with a bit of everything, for the golden files. */
export const SAMPLE_RESULTS: FleetResults = {
  version: RESULTS_VERSION,
  fleet: { name: 'sample', summary: 'Shows <everything> & more.', file: 'sample.yaml' },
  seed: 7,
  startedAt: '2026-01-02T03:04:05.000Z',
  durationSeconds: 12.345,
  begunAtSeconds: 2.5,
  interrupted: false,
  target: 'self',
  environment: { harness: '0.1.0', node: 'v20.20.0', platform: 'linux x64', cpus: 2, memoryMb: 4_096 },
  metrics: {
    nodes_requested: 10,
    nodes_registered: 10,
    nodes_available: 9,
    jobs_planned: 2,
    jobs_started: 2,
    jobs_complete: 1,
    jobs_failed: 1,
    runs_succeeded: 9,
    runs_failed: 1,
    'start_seconds.p50': 0.0042,
    'start_seconds.p95': 0.012,
    'start_seconds.p99': 0.012,
    'start_seconds.max': 0.012,
    'start_seconds.count': 2,
    'vote_seconds.p99': 4.5,
    'vote_seconds.count': 18,
    'job_seconds.max': 130,
  },
  thresholds: [
    { threshold: 'nodes_available == nodes_requested', left: 9, right: 10, isKept: false },
    { threshold: 'vote_seconds.p99 < 5', left: 4.5, right: 5, isKept: true },
    { threshold: 'run_seconds.p99 < 5', right: 5, isKept: false },
  ],
  samples: [
    { atSeconds: 0, nodes: { away: 0, starting: 10 }, jobsUnderWay: 0, votes: 0, runs: 0 },
    { atSeconds: 1, nodes: { available: 9, busy: 1 }, jobsUnderWay: 1, votes: 9, runs: 0, serverRssMb: 80 },
  ],
  jobs: [
    { label: 'a#1', end: 'complete', nodes: 10, succeeded: 9, startedAtSeconds: 3, jobSeconds: 130 },
    { label: 'a#2', end: 'refused', nodes: 10, succeeded: 0, startedAtSeconds: 4, error: 'no </script>' },
  ],
  eventErrors: ['hook at 5000 ms: exit code 3'],
};
