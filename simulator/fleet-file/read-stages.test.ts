import assert from 'node:assert/strict';
import test from 'node:test';
import { readFleet } from './read-fleet.ts';

const HEAD = 'apiVersion: push-harness/v1\nkind: Fleet\nname: f\n';
const SHARED = 'groups: [{ name: web, percent: 50 }, { name: db, percent: rest }]\n';

const read = (yaml: string, nodes?: number) =>
  readFleet(HEAD + yaml, { file: 'f.yaml', suggest: () => undefined, ...(nodes !== undefined && { nodes }) });

test('nodes come and leave in stages; groups share the most there are, and the run is as long as the stages', () => {
  const yaml = `nodes: [{ to: 500, over: 2m }, { hold: 5m }, { to: 100, over: 1m30s }]\n${SHARED}`;
  const fleet = read(yaml);
  assert.deepEqual(fleet.stages, [
    { to: 500, ms: 120_000 },
    { to: 500, ms: 300_000 },
    { to: 100, ms: 90_000 },
  ]);
  assert.deepEqual(
    fleet.groups.map(({ count }) => count),
    [250, 250],
  );
  assert.deepEqual([fleet.begin, fleet.durationMs], ['start', 510_000]);
  const smaller = read(yaml, 50);
  assert.deepEqual(
    smaller.stages?.map(({ to }) => to),
    [50, 50, 10],
  );
  assert.equal(read(`duration: 10s\n${yaml}`).durationMs, 10_000);
});

test('jobs have a rate that changes', () => {
  const { jobs } = read(
    `groups: [{ name: web, count: 1 }]\njobs: [{ name: a, command: x, from: 3s, per_minute: [{ to: 6, over: 1m }, { hold: 1m }] }]\n`,
  );
  assert.deepEqual(jobs[0]?.schedule, {
    kind: 'rate',
    fromMs: 3_000,
    stages: [
      { to: 6, ms: 60_000 },
      { to: 6, ms: 60_000 },
    ],
  });
});

const REFUSED: Readonly<Record<string, RegExp>> = {
  [`nodes: [{ to: 5, hold: 2m }]\n${SHARED}`]:
    /nodes\[0\] needs one of to and hold: \{ to: 500, over: 2m \} or/,
  [`nodes: [{ hold: 2m, over: 1m }]\n${SHARED}`]: /nodes\[0\]\.over goes with to only: remove it\.$/m,
  [`nodes: []\n${SHARED}`]: /nodes is \[\]: give a list of stages such as/,
  [`nodes: [{ to: -1 }]\n${SHARED}`]: /nodes\[0\]\.to is -1: give a whole number of nodes, at least 0/,
  [`nodes: [{ to: 5 }]\nbegin: ready\n${SHARED}`]:
    /begin is ready, and with stages of nodes there is no such moment/,
  'nodes: [{ to: 5 }]\ngroups: [{ name: a, percent: 50, start: { over: 1s } }, { name: b, percent: rest }]\n':
    /groups\[0\]\.start does not go with stages of nodes/,
  'nodes: [{ to: 5 }]\ngroups: [{ name: a, percent: 100 }, { name: b, count: 1 }]\n':
    /groups\[1\]\.count does not go with stages of nodes: give percent/,
};

for (const [yaml, message] of Object.entries(REFUSED))
  test(`refused: ${yaml.split('\n')[0]}`, () => {
    assert.throws(() => read(yaml), { name: 'SettingsFileError', message });
  });
