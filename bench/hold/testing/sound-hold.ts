import type { HoldFigures } from '../figures.ts';

/** A hold in which all was well. */
export function soundHold(changed: Partial<HoldFigures> = {}): HoldFigures {
  return {
    kind: 'push-harness/hold',
    version: 1,
    date: '2020-01-01T00:00:00Z',
    machine: { cpu: 'any', cores: 2, memoryBytes: 1, system: 'linux', node: 'v20', loadBefore: 0 },
    options: { nodes: 1_000, minutes: 10, heartbeatSeconds: 10, jobEverySeconds: 30 },
    heldMinutes: 10,
    interrupted: false,
    upSeconds: 2,
    jobs: [
      { minutes: 0, ms: 400, fault: undefined },
      { minutes: 0.5, ms: 600, fault: undefined },
    ],
    falseDown: 0,
    falseRehab: 0,
    lateHeartbeats: 3,
    refused: {},
    traffic: [{ what: 'node → server heartbeat', sent: 6_000, received: 6_000 }],
    samples: [
      { minutes: 0, serverMb: 200, fleetMb: 100, inService: 1_000, serverCpu: 0.1, loopP99Ms: 1 },
      { minutes: 1, serverMb: 201, fleetMb: 101, inService: 1_000, serverCpu: 0.1, loopP99Ms: 2 },
    ],
    collected: [
      { x: 0, y: 190 },
      { x: 1, y: 191 },
    ],
    memoryTrend: { slope: 0.1, slopeError: 0.05, points: 20 },
    bareGrowthMb: 0,
    loop: { p50Ms: 0.1, p99Ms: 12, maxMs: 80 },
    errors: [],
    ...changed,
  };
}
