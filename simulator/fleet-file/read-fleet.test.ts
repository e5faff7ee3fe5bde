import assert from 'node:assert/strict';
import test from 'node:test';
import { parseThreshold } from '../thresholds/expression.ts';
import { readFleet } from './read-fleet.ts';

const HEAD = 'apiVersion: push-harness/v1\nkind: Fleet\nname: f\n';

function read(yaml: string, overrides: { nodes?: number; seed?: string } = {}) {
  const suggest = (word: string, known: readonly string[]) => known.find((each) => each[0] === word[0]);
  return readFleet(HEAD + yaml, { file: 'f.yaml', suggest, ...overrides });
}

function refusal(yaml: string): string {
  try {
    read(yaml);
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'SettingsFileError', String(error));
    return error.message;
  }
  throw new Error('the file was taken');
}

const GROUPS = 'groups: [{ name: web, count: 3 }]\n';

test('the shortest file is a fleet of healthy nodes at a server of its own', () => {
  assert.deepEqual(read(GROUPS), {
    name: 'f',
    summary: '',
    seed: undefined,
    target: { kind: 'self', settings: {} },
    stages: undefined,
    groups: [
      { name: 'web', count: 3, behaviours: ['healthy'], whitelist: undefined, start: { kind: 'at_once' } },
    ],
    jobs: [],
    events: [],
    faults: [],
    begin: 'ready',
    readyWithinMs: 60_000,
    durationMs: undefined,
    windDownMs: 30_000,
    thresholds: [parseThreshold('nodes_available == nodes_requested')],
  });
});

test('JSON is read as YAML is', () => {
  const json =
    '{"apiVersion":"push-harness/v1","kind":"Fleet","name":"j","groups":[{"name":"web","count":1}]}';
  assert.equal(readFleet(json, { file: 'j.json', suggest: () => undefined }).name, 'j');
});

test('groups have behaviours with options, a whitelist, and a start of their own', () => {
  const fleet = read(`groups:
  - name: web
    count: 2
    behaviours: [healthy, { slow: { delayMs: 5 } }]
    whitelist: [{ match: ls, run: ls -l }, { pattern: '^echo ' }]
    start: { over: 2m }
  - name: db
    count: 1
    start: { per_second: 0.5 }
`);
  assert.deepEqual(fleet.groups[0]?.behaviours, ['healthy', { name: 'slow', options: { delayMs: 5 } }]);
  assert.deepEqual(fleet.groups[0]?.whitelist, [{ match: 'ls', run: 'ls -l' }, { match: /^echo / }]);
  assert.deepEqual(
    fleet.groups.map(({ start }) => start),
    [
      { kind: 'over', ms: 120_000 },
      { kind: 'rate', perSecond: 0.5 },
    ],
  );
});

test('shares of the nodes add up to all of them', () => {
  const third = (name: string) => `  - { name: ${name}, percent: 33.3333 }\n`;
  const yaml = `nodes: 10\ngroups:\n${third('a')}${third('b')}${third('c')}`;
  assert.deepEqual(
    read(yaml).groups.map(({ count }) => count),
    [3, 4, 3],
  );
  assert.deepEqual(
    read(yaml, { nodes: 100 }).groups.map(({ count }) => count),
    [33, 34, 33],
  );
});

test('one group can have the nodes that no other asks for', () => {
  const yaml =
    'nodes: 10\ngroups: [{ name: a, percent: 25 }, { name: b, percent: rest }, { name: c, count: 2 }]\n';
  const counts = (nodes?: number) =>
    read(yaml, nodes === undefined ? {} : { nodes }).groups.map(({ count }) => count);
  assert.deepEqual(counts(), [3, 7, 2]);
  assert.deepEqual(counts(100), [25, 75, 2]);
});

test('nodes that no group has are a mistake', () => {
  assert.match(
    refusal('nodes: 2000\ngroups: [{ name: a, percent: 90 }, { name: b, percent: 6 }]\n'),
    /groups have 96 percent together, and 80 of 2000 nodes no group: give 100, or one group "percent: rest"/,
  );
  assert.match(
    refusal('nodes: 9\ngroups: [{ name: a, percent: rest }, { name: b, percent: rest }]\n'),
    /groups\[1\]\.percent is rest a second time: one group can have the rest/,
  );
  assert.match(
    refusal('nodes: 9\ngroups: [{ name: a, percent: most }]\n'),
    /groups\[0\]\.percent is "most": give a number from 0 to 100, or rest/,
  );
});

test('a job that fails crosses a threshold unless the file says otherwise by the same metric, or waives it', () => {
  const texts = (yaml: string) => read(`${GROUPS}${yaml}`).thresholds.map(({ text }) => text);
  const jobs = 'jobs: [{ name: a, command: x }]\n';
  const [nodes, failed] = ['nodes_available == nodes_requested', 'jobs_failed == 0'];
  assert.deepEqual(texts(''), [nodes]);
  assert.deepEqual(texts(jobs), [nodes, failed]);
  assert.deepEqual(texts(`${jobs}thresholds: [job_seconds.p95 < 10]`), [
    nodes,
    failed,
    'job_seconds.p95 < 10',
  ]);
  assert.deepEqual(texts(`${jobs}thresholds: [jobs_failed <= 2]`), [nodes, 'jobs_failed <= 2']);
  assert.deepEqual(texts(`${jobs}waive: [jobs_failed, nodes_available]`), []);
  assert.match(
    refusal(`${GROUPS}waive: [runs_failed]\n`),
    /waive\[0\] is "runs_failed": give one of nodes_available, jobs_failed/,
  );
});

test('jobs are started at times, at a rate, back to back, or in batches', () => {
  const fleet = read(`${GROUPS}duration: 1m
jobs:
  - { name: once, command: x }
  - { name: at, command: x, at: [1s, 2s] }
  - { name: rate, command: x, every: 500ms, from: 3s }
  - { name: row, command: x, back_to_back: true, times: 4 }
  - { name: roll, command: x, batches: { percent: 10, fail_limit: 2 }, quorum: 80%, run_timeout: 1500ms }
`);
  assert.deepEqual(
    fleet.jobs.map(({ schedule }) => schedule),
    [
      { kind: 'at', timesMs: [0] },
      { kind: 'at', timesMs: [1_000, 2_000] },
      { kind: 'every', everyMs: 500, fromMs: 3_000, times: undefined },
      { kind: 'back_to_back', fromMs: 0, times: 4, pauseMs: 0 },
      { kind: 'batches', fromMs: 0, percent: 10, failLimit: 2 },
    ],
  );
  assert.deepEqual(fleet.jobs[4]?.quorum, { percent: 80 });
  assert.equal(fleet.jobs[4]?.runTimeoutSeconds, 2);
});

test('events kill, change, run a program, or restart the server', () => {
  const fleet = read(`${GROUPS}events:
  - { at: 1s, kill: { groups: [web], percent: 10, returns_after: 5s } }
  - { at: 2s, behave: { groups: [web], behaviours: [slow] } }
  - { at: 3s, hook: [./restart.sh, now] }
  - { at: 4s, restart_server: { down: 2s } }
`);
  assert.deepEqual(fleet.events, [
    { atMs: 1_000, kind: 'kill', nodes: { groups: ['web'], percent: 10 }, returnsAfterMs: 5_000 },
    { atMs: 2_000, kind: 'behave', nodes: { groups: ['web'] }, behaviours: ['slow'] },
    { atMs: 3_000, kind: 'hook', command: ['./restart.sh', 'now'] },
    { atMs: 4_000, kind: 'restart_server', downMs: 2_000 },
  ]);
});

test('faults are of one kind, of a channel, for some nodes, from a time to a time', () => {
  const fleet = read(`${GROUPS}faults:
  - { latency: { delay: 100ms, jitter: 50ms, direction: to_nodes }, channel: command, nodes: { percent: 20 } }
  - { name: dark, drop: {}, from: 1s, to: 2s }
  - { reset: { every: 500ms, refuse: true } }
  - { half_open: {} }
  - { bandwidth: { bytes_per_second: 9 } }
  - { messages: { types: [ack_commit, run], lose: 10, delay: 5, delay_by: 20ms } }
`);
  const always = { channels: ['command', 'heartbeat'], nodes: {}, fromMs: 0, toMs: undefined };
  assert.deepEqual(fleet.faults, [
    {
      ...always,
      name: 'latency-1',
      fault: { kind: 'latency', delayMs: 100, jitterMs: 50, direction: 'to_nodes' },
      channels: ['command'],
      nodes: { percent: 20 },
    },
    { ...always, name: 'dark', fault: { kind: 'drop' }, fromMs: 1_000, toMs: 2_000 },
    { ...always, name: 'reset-3', fault: { kind: 'reset', everyMs: 500, refuses: true } },
    { ...always, name: 'half_open-4', fault: { kind: 'half_open', unaware: 'node' } },
    { ...always, name: 'bandwidth-5', fault: { kind: 'bandwidth', bytesPerSecond: 9 } },
    {
      ...always,
      name: 'messages-6',
      fault: {
        kind: 'messages',
        types: ['ack_commit', 'run'],
        lose: 0.1,
        delay: 0.05,
        delayMs: 20,
        duplicate: 0,
      },
    },
  ]);
});

test('a mistake is told with its line, its path, what stands there, and the remedy', () => {
  const mistakes: Readonly<Record<string, string>> = {
    'groups: [{ name: web, cont: 3 }]\n': 'f.yaml:4 groups[0].cont is not known: did you mean count?',
    'groups: [{ name: web, count: 0 }]\n': 'f.yaml:4 groups[0].count is 0: give a whole number, at least 1.',
    'groups: [{ name: web, count: 3, start: { over: 5 } }]\n':
      'f.yaml:4 groups[0].start.over is 5: give a duration such as 500ms, 10s, 1m30s or 1h.',
    'seed: 1\n': 'f.yaml:1 groups is missing: give a list of groups.',
    [`${GROUPS}target: me\n`]: 'f.yaml:5 target is "me": give self, or an object with url.',
    'groups: [{ name: web, count: 3, behaviours: [slew] }]\n':
      'f.yaml:4 groups[0].behaviours[0] is "slew": did you mean slow?',
    'groups: [{ name: web, count: 3, behaviours: [{ slow: { delay: 5 } }] }]\n':
      'f.yaml:4 groups[0].behaviours[0].slow.delay is not known: did you mean delayMs?',
    'groups: [{ name: web, count: 3, behaviours: [{ slow: { distribution: odd } }] }]\n':
      'f.yaml:4 groups[0].behaviours[0].slow.distribution is "odd": give one of constant, uniform, normal, exponential.',
    'groups: [{ name: web }]\n': 'f.yaml:4 groups[0] needs one of count and percent.',
    'groups: [{ name: web, percent: 5 }]\n':
      'f.yaml:4 groups[0].percent is a share of nothing: give the fleet nodes.',
    [`${GROUPS}jobs: [{ name: a, command: x, every: 1s }]\n`]:
      'f.yaml:5 jobs[0] has no end: give it times, or the fleet a duration.',
    [`${GROUPS}jobs: [{ name: a, command: x, nodes: { groups: [wob] } }]\n`]:
      "f.yaml:5 jobs[0].nodes.groups[0] is 'wob', which is no group: did you mean web?",
    [`${GROUPS}events: [{ at: 1s }]\n`]:
      'f.yaml:5 events[0] needs one of kill, behave, hook and restart_server.',
    [`${GROUPS}faults: [{ latncy: { delay: 5ms } }]\n`]:
      'f.yaml:5 faults[0].latncy is not known: did you mean latency?',
    [`${GROUPS}faults: [{ latency: {} }]\n`]:
      'f.yaml:5 faults[0].latency.delay is missing: give a duration such as 500ms, 10s, 1m30s or 1h.',
    [`${GROUPS}faults: [{ stall: {}, drop: {} }]\n`]:
      'f.yaml:5 faults[0] needs one of latency, bandwidth, stall, drop, reset, half_open and messages.',
    [`${GROUPS}faults: [{ stall: {}, from: 5s, to: 2s }]\n`]:
      "f.yaml:5 faults[0].to is '2s', when the fault has not begun: give a duration above from.",
    [`${GROUPS}faults: [{ stall: {}, nodes: { groups: [wob] } }]\n`]:
      "f.yaml:5 faults[0].nodes.groups[0] is 'wob', which is no group: did you mean web?",
    [`${GROUPS}faults: [{ messages: { types: [run], lose: 5 }, channel: command }]\n`]:
      'f.yaml:5 faults[0].channel does not go with messages, which are of the channel of their type: remove it.',
    [`${GROUPS}target: { url: 'http://x' }\nthresholds: [server_rss_mb.max < 9]\n`]:
      "f.yaml:6 thresholds[0] is 'server_rss_mb.max < 9': server_rss_mb.max is measured with target self only.",
    'groups: [\n':
      'f.yaml:5 is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  };
  for (const [yaml, message] of Object.entries(mistakes)) assert.equal(refusal(yaml), message);
});

test('a metric that does not exist is an error with the list', () => {
  const message = refusal(`${GROUPS}thresholds: [vote_second.p99 < 5]\n`);
  assert.match(
    message,
    /^f.yaml:5 thresholds\[0\] is 'vote_second.p99 < 5': .*there are nodes_requested, .*job_seconds.p95/,
  );
});

test('of many mistakes some are named and the rest counted', () => {
  const message = refusal('groups: [{ a: 1, b: 2, c: 3, d: 4, name: x, count: 1 }]\n');
  assert.match(message, /^f.yaml:4 groups\[0\]\.a .*\n.*\n.*\n\(1 more\.\)$/);
});

test('what begins with x- is for anchors and notes', () => {
  const fleet = read(
    'x-web: &web { behaviours: [busy] }\ngroups: [{ <<: *web, name: a, count: 1 }, { <<: *web, name: b, count: 2 }]\n',
  );
  assert.deepEqual(
    fleet.groups.map(({ name, count, behaviours }) => [name, count, behaviours]),
    [
      ['a', 1, ['busy']],
      ['b', 2, ['busy']],
    ],
  );
});
