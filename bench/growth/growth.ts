import { withFreshChildren } from '../process/rounds.ts';
import type { Benchmark, BySize, FigureSpec, FigureTarget } from '../run/benchmark.ts';
import { type Course, ofBareDealers, ofFleet } from './sides.ts';

/** Nodes of the fleets in a full run. */
const FLEETS = [500, 1_000, 2_000, 4_000, 5_000, 8_000, 10_000];
const QUICK_SHARE = 1 / 5;
const SMOKE_NODES = 6;

const COURSES: BySize<Omit<Course, 'count'>> = {
  full: { warmUp: 200, jobs: 5, watchIntervals: 2, heartbeatIntervalMs: 10_000 },
  quick: { warmUp: 40, jobs: 3, watchIntervals: 2, heartbeatIntervalMs: 500 },
  smoke: { warmUp: 2, jobs: 1, watchIntervals: 2, heartbeatIntervalMs: 100 },
};

/** How fast a fleet of this size is promised to do things, beside what is promised for all. */
const JOB_RATIO: Readonly<Record<number, readonly FigureTarget[]>> = { 5000: [{ of: 'ratio', atMost: 2.5 }] };
const KB = 1_024;
/** Memory of smaller fleets is in good part what is made once, in each of their processes: it is shown, and held to nothing. */
const LEAST_FOR_MEMORY = 2_000;

/** The same with fleets of several sizes, the shared machine holding server and fleet. */
export const growth: readonly Benchmark[] = FLEETS.map((nodes) => ({
  name: `growth/${nodes}`,
  nodes: { full: nodes, quick: Math.round(nodes * QUICK_SHARE), smoke: SMOKE_NODES },
  floorTitle: 'bare DEALERs with CURVE and a ZAP handler that answers; three round trips for a job',
  figures: figuresFor(nodes),
  rounds: { full: 3, quick: 1 },
  async open(scale) {
    const count = this.nodes?.[scale.size] ?? nodes;
    const course = { ...COURSES[scale.size], count };
    return withFreshChildren(scale, {
      floor: (children) => ofBareDealers(children, course),
      ours: (children) => ofFleet(children, course),
    });
  },
}));

function figuresFor(nodes: number): readonly FigureSpec[] {
  const none: FigureTarget = { of: 'ours', atMost: 0 };
  const ofMemory = (target: FigureTarget): readonly FigureTarget[] =>
    nodes < LEAST_FOR_MEMORY ? [] : [target];
  return [
    { key: 'up', title: 'Nodes coming up', unit: 'nodes/s', targets: [{ of: 'ratio', atLeast: 0.5 }] },
    {
      key: 'job',
      title: 'Job on all, POST to job_complete',
      unit: 'ms',
      targets: [{ of: 'ours', atMost: nodes }, ...(JOB_RATIO[nodes] ?? [])],
    },
    { key: 'serverCpuUp', title: 'CPU of the server, a node coming up', unit: 'µs', targets: [] },
    { key: 'fleetCpuUp', title: 'CPU of the fleet, a node coming up', unit: 'µs', targets: [] },
    { key: 'rsaCpuUp', title: 'of it RSA: a signature, a decryption', unit: 'µs', targets: [] },
    { key: 'serverCpuJob', title: 'CPU of the server, a node of a job', unit: 'µs', targets: [] },
    { key: 'fleetCpuJob', title: 'CPU of the fleet, a node of a job', unit: 'µs', targets: [] },
    { key: 'serverCpuIdle', title: 'CPU of the server, a heartbeat', unit: 'µs', targets: [] },
    {
      key: 'serverMemory',
      title: 'Memory of the server, a node',
      unit: 'bytes',
      targets: ofMemory({ of: 'difference', atMost: 30 * KB }),
    },
    {
      key: 'fleetMemory',
      title: 'Memory of the fleet, a node',
      unit: 'bytes',
      targets: ofMemory({ of: 'ratio', atMost: 1.5 }),
    },
    { key: 'late', title: 'Heartbeats that came late', unit: 'count', targets: [] },
    { key: 'refused', title: 'Messages and keys refused', unit: 'count', targets: [none] },
    { key: 'lost', title: 'Available nodes called unavailable', unit: 'count', targets: [none] },
  ];
}
