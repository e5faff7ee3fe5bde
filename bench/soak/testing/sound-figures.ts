import type { SoakFigures } from '../figures.ts';

/** Of a soak in which everything held. */
export const soundFigures: SoakFigures = {
  seed: 'abc',
  seconds: 600,
  nodes: 300,
  interrupted: false,
  jobs: { started: 1_200, ended: { complete: 900, timed_out: 300 }, faults: [] },
  feeds: { count: 1_201, events: 40_000, faults: [] },
  healed: { available: 300, seconds: 1.3, stuck: [], lastJob: { status: 'complete', succeeded: 300 } },
  refusals: [
    { reason: 'bad_json', refused: 100, provoked: 100 },
    { reason: 'frame_count', refused: 49, provoked: 51 },
  ],
  refusalFaults: [],
  memory: {
    samples: [
      { x: 0, y: 120 },
      { x: 10, y: 121 },
    ],
    trend: { slope: 0.1, slopeError: 0.02, points: 240 },
  },
  loop: { p50Ms: 0.1, p99Ms: 20, maxMs: 90 },
  errors: [],
};
