import type { FleetFile, SelfSettings } from '../fleet-file/fleet-file.ts';
import type { Threshold } from '../thresholds/expression.ts';
import { withImplicit } from '../thresholds/implicit.ts';

/** One run of a search. */
export interface TrialFleet {
  readonly nodes: number;
  /** Jobs on all nodes. */
  readonly jobs: number;
  /** From the end of one to the start of the next: what is slow is not put under more and more of them. */
  readonly pauseMs: number;
  readonly thresholds: readonly Threshold[];
  /** Of the server that is started for it, where none is given. */
  readonly server: SelfSettings;
}

const READY_WITHIN_MS = 60_000;
/** A slow server has so much longer for each node. */
const READY_WITHIN_MS_A_NODE = 30;
/** Longer than votes wait by default, so that a job that they end is seen to its end. */
const WIND_DOWN_MS = 90_000;

/** Healthy nodes that all come at once, and jobs on all of them. */
export function trialFleet({ nodes, jobs, pauseMs, thresholds, server }: TrialFleet): FleetFile {
  return {
    name: 'capacity',
    summary: `${nodes} healthy nodes that come at once, ${jobs} jobs on all of them`,
    seed: undefined,
    target: { kind: 'self', settings: server },
    stages: undefined,
    groups: [
      { name: 'node', count: nodes, behaviours: [], whitelist: undefined, start: { kind: 'at_once' } },
    ],
    jobs: [
      {
        name: 'all',
        command: 'capacity',
        nodes: {},
        quorum: undefined,
        runTimeoutSeconds: undefined,
        capture: false,
        user: undefined,
        dir: undefined,
        env: undefined,
        file: undefined,
        schedule: { kind: 'back_to_back', fromMs: 0, times: jobs, pauseMs },
      },
    ],
    events: [],
    faults: [],
    begin: 'ready',
    readyWithinMs: READY_WITHIN_MS + READY_WITHIN_MS_A_NODE * nodes,
    durationMs: undefined,
    windDownMs: WIND_DOWN_MS,
    thresholds: withImplicit(thresholds, { hasJobs: jobs > 0, waived: [] }),
  };
}
