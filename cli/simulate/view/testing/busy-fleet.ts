import type { ViewFigures } from '../view-figures.ts';

/** A fleet in which everything happens at once. */
export function busyFleet(): ViewFigures {
  return {
    title: 'load',
    seconds: 131,
    plannedSeconds: 390,
    stage: { number: 2, of: 3, from: 2_000, to: 2_000, leftSeconds: 229 },
    wanted: 2_000,
    nodes: { places: { away: 11, starting: 9, connected: 40, available: 340, busy: 1_600 }, inRehab: 31 },
    groups: [
      {
        name: 'web',
        wanted: 1_880,
        places: { away: 0, starting: 0, connected: 10, available: 310, busy: 1_560 },
        inRehab: 10,
      },
      {
        name: 'slow',
        wanted: 100,
        places: { away: 0, starting: 0, connected: 30, available: 30, busy: 40 },
        inRehab: 21,
      },
      {
        name: 'crashing',
        wanted: 20,
        places: { away: 11, starting: 9, connected: 0, available: 0, busy: 0 },
        inRehab: 0,
      },
    ],
    perSecond: { heartbeats: 402.3, votes: 61.5, runs: 0.4 },
    latencies: { 'vote_seconds.p50': 0.041, 'vote_seconds.p95': 1.23, 'vote_seconds.p99': 2.5 },
    jobs: {
      underWay: 2,
      complete: 2,
      failed: 3,
      running: [
        {
          label: 'converge#4',
          nodes: 2_000,
          seconds: 12,
          states: [
            ['running', 1_600],
            ['succeeded', 280],
            ['crashed', 9],
            ['unavailable', 111],
          ],
        },
        { label: 'audit#1', nodes: 20, seconds: 0.3, states: [] },
      ],
      ended: [
        { label: 'converge#3', end: 'complete', nodes: 1_890, succeeded: 1_800, seconds: 8.24 },
        { label: 'converge#2', end: 'quorum_failed', nodes: 1_500, succeeded: 0, seconds: 60 },
        {
          label: 'audit#0',
          end: 'refused',
          nodes: 20,
          succeeded: 0,
          error: 'POST jobs: 503 Service Unavailable (the server is full; try again later)',
        },
      ],
    },
    errors: [
      { what: 'commands failed on nodes', count: 71 },
      { what: 'messages of the server refused: bad_signature', count: 12 },
      { what: 'jobs refused: 503 Service Unavailable', count: 2 },
      { what: 'jobs quorum_failed', count: 1 },
    ],
    falseDown: 3,
    happenings: [
      { text: 'fault cut on 40 nodes: everything held back', state: 'under_way', leftSeconds: 21 },
      { text: 'kill of 20 nodes', state: 'done' },
      { text: 'hook ./notify: exit code 2', state: 'failed' },
      { text: 'restart of the server', state: 'due', leftSeconds: 75 },
    ],
    thresholds: [
      { text: 'jobs_complete{job=converge} >= 9', state: 'not yet', value: 2, limit: 9, distance: '7 to go' },
      {
        text: 'vote_seconds{group=web}.p95 < 2',
        state: 'holds',
        value: 0.35,
        limit: 2,
        distance: '1.65 below',
      },
      {
        text: 'vote_seconds{group=slow}.p95 < 5',
        state: 'unclear',
        value: 5.5,
        limit: 5,
        distance: '0.5 over',
      },
      {
        text: 'job_seconds{job=converge}.p95 < 25',
        state: 'holds',
        value: 8.24,
        limit: 25,
        distance: '16.8 below',
        ends: { inSeconds: 35 },
      },
      { text: 'run_seconds.p99 < 5', state: 'no data', distance: '', ends: { inSeconds: undefined } },
      {
        text: 'false_down <= 2',
        state: 'crossed',
        value: 3,
        limit: 2,
        distance: '1 over',
        ends: { inSeconds: 0 },
      },
    ],
    machine: { lateSeconds: 1.2, mostLateSeconds: 1.6, stretch: 1.8, behindSeconds: 0.4 },
    notices: [
      { atSeconds: 2, text: '1990 of 2000 nodes are up after 1.9 s.' },
      { atSeconds: 110, text: 'Event kill on 20 nodes done.' },
      { atSeconds: 126, text: 'By hand: 20 nodes of slow behave as deaf.' },
    ],
    keys: ['+ - a tenth of the nodes', 's scale', 'b behave', 'k kill', 'f fault', 'q end'],
  };
}
