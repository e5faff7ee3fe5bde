import type { CapacityResults, CapacityTrial } from '../capacity-results.ts';

const trial = (nodes: number, p99: number): CapacityTrial => ({
  nodes,
  isKept: p99 < 5,
  thresholds: [{ threshold: 'vote_seconds.p99 < 5', left: p99, right: 5, isKept: p99 < 5 }],
  metrics: { 'vote_seconds.p99': p99, nodes_requested: nodes },
  bottlenecks: [`<busy> at ${p99}`],
});

/** A search that came to its end. */
export const SAMPLE_CAPACITY_RESULTS: CapacityResults = {
  kind: 'push-harness/capacity',
  version: 1,
  startedAt: '2020-01-01T00:00:00Z',
  durationSeconds: 60,
  interrupted: false,
  target: 'self',
  slo: 'vote_seconds.p99 < 5',
  metrics: ['vote_seconds.p99'],
  environment: { cpus: 2 },
  trials: [trial(1_000, 2), trial(2_000, 9), trial(1_000, 3), trial(1_000, 4)],
  found: { holds: 1_000, breaks: 2_000, confidence: 0.879 },
};
