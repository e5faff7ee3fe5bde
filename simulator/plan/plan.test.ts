import assert from 'node:assert/strict';
import test from 'node:test';
import { readFleet } from '../fleet-file/read-fleet.ts';
import { drawNodes } from './draw.ts';
import { planFleet } from './plan.ts';
import { planLines } from './plan-text.ts';

function plan(yaml: string, seed: string | number = 7) {
  const head = 'apiVersion: push-harness/v1\nkind: Fleet\nname: f\n';
  return planFleet(readFleet(head + yaml, { file: 'f', suggest: () => undefined }), seed);
}

const MIXED = `duration: 10s
groups:
  - { name: web, count: 40 }
  - { name: db, count: 10, start: { over: 5s }, behaviours: [{ slow: { delayMs: 9 } }] }
jobs:
  - { name: some, command: x, every: 3s, nodes: { percent: 10 }, quorum: 50% }
  - { name: row, command: x, back_to_back: true, nodes: { groups: [db], count: 3 } }
events:
  - { at: 4s, kill: { groups: [web], percent: 25 } }
  - { at: 2s, behave: { groups: [db], behaviours: [deaf] } }
faults:
  - { stall: {}, nodes: { groups: [web], percent: 25 }, to: 2s }
  - { name: none, drop: {}, nodes: { percent: 0 } }
`;

test('the same file and seed give the same names, choices and times', () => {
  assert.deepEqual(planLines(plan(MIXED)), planLines(plan(MIXED)));
  assert.notDeepEqual(planLines(plan(MIXED)), planLines(plan(MIXED, 8)));
});

test('names tell the group, and no two are the same', () => {
  const { nodes } = plan(MIXED);
  assert.equal(new Set(nodes.map((node) => node.name)).size, 50);
  for (const node of nodes) assert.ok(node.name.startsWith(`${node.group}-`));
});

test('nodes start at once, over a time, or at a rate', () => {
  const starts = (start: string) =>
    plan(`groups: [{ name: web, count: 4${start} }]\n`).nodes.map((node) => node.startAtMs);
  assert.deepEqual(starts(''), [0, 0, 0, 0]);
  assert.deepEqual(starts(', start: { over: 2s }'), [0, 500, 1_000, 1_500]);
  assert.deepEqual(starts(', start: { per_second: 2 }'), [0, 500, 1_000, 1_500]);
});

test('each job of a series draws anew, and the same number draws the same', () => {
  const [some] = plan(MIXED).series;
  assert.deepEqual(some?.startsMs, [0, 3_000, 6_000, 9_000]);
  assert.equal(some?.job(0).nodes.length, 5);
  assert.equal(some?.job(0).quorum, 3);
  assert.notDeepEqual(some?.job(0).nodes, some?.job(1).nodes);
  assert.deepEqual(some?.job(1).nodes, some?.job(1).nodes);
  assert.equal(some?.job(1).label, 'some#2');
});

test('batches go over all nodes, each once', () => {
  const [roll] = plan(
    'groups: [{ name: web, count: 25 }]\njobs: [{ name: roll, command: x, batches: { percent: 20 } }]\n',
  ).series;
  assert.equal(roll?.length, 5);
  const all = Array.from({ length: 5 }, (_, index) => roll?.job(index).nodes ?? []);
  assert.deepEqual(
    all.map((nodes) => nodes.length),
    [5, 5, 5, 5, 5],
  );
  assert.equal(new Set(all.flat()).size, 25);
});

test('events come in order, and hit the drawn share of their groups', () => {
  const { events } = plan(MIXED);
  assert.deepEqual(
    events.map((event) => [event.kind, event.hits.length]),
    [
      ['behave', 10],
      ['kill', 10],
    ],
  );
  assert.ok(events[1]?.hits.every((name) => name.startsWith('web-')));
});

test('faults hit the drawn share of their groups, and a share of nothing hits nobody', () => {
  const { faults } = plan(MIXED);
  assert.deepEqual(
    faults.map((fault) => [fault.name, fault.hits.length]),
    [
      ['stall-1', 10],
      ['none', 0],
    ],
  );
  assert.ok(faults[0]?.hits.every((name) => name.startsWith('web-')));
});

test('what lies behind the duration is not planned', () => {
  const yaml = 'duration: 2s\ngroups: [{ name: web, count: 1 }]\n';
  assert.deepEqual(
    plan(`${yaml}jobs: [{ name: a, command: x, at: [1s, 3s] }]\n`).series[0]?.startsMs,
    [1_000],
  );
  assert.deepEqual(plan(`${yaml}events: [{ at: 3s, hook: [x] }]\n`).events, []);
});

test('groups and names together mean both', () => {
  const nodes = [
    { name: 'a', group: 'x' },
    { name: 'b', group: 'y' },
    { name: 'c', group: 'y' },
  ];
  const names = (selection: Parameters<typeof drawNodes>[1]) =>
    drawNodes(nodes, selection, 1).map((node) => node.name);
  assert.deepEqual(names({}), ['a', 'b', 'c']);
  assert.deepEqual(names({ groups: ['x'], names: ['c'] }), ['a', 'c']);
  assert.deepEqual(names({ percent: 0 }), []);
  assert.deepEqual(names({ count: 9 }), ['a', 'b', 'c']);
  assert.equal(names({ percent: 34 }).length, 2);
});

const STAGED = `nodes: [{ to: 10, over: 10s }, { hold: 10s }, { to: 5, over: 5s }]
groups: [{ name: web, percent: 80 }, { name: slow, percent: rest, behaviours: [slow] }]
jobs:
  - { name: rising, command: x, per_minute: [{ to: 12 }, { hold: 20s }] }
`;

test('in stages each group has its share at any time, and jobs go to who is there', () => {
  const { nodes, leavings, series } = plan(STAGED);
  assert.deepEqual(
    nodes.map(({ startAtMs }) => startAtMs),
    [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000],
  );
  assert.equal(nodes.slice(0, 5).filter(({ group }) => group === 'slow').length, 1);
  assert.deepEqual(
    leavings.map(({ atMs, returnsAfterMs }) => [atMs, returnsAfterMs]),
    [21_000, 22_000, 23_000, 24_000, 25_000].map((atMs) => [atMs, undefined]),
  );
  assert.deepEqual(
    leavings.map(({ node }) => node),
    nodes
      .slice(5)
      .map(({ name }) => name)
      .toReversed(),
  );
  const [rising = assert.fail()] = series;
  assert.deepEqual(rising.startsMs, [0, 5_000, 10_000, 15_000]);
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => rising.job(index).nodes.length),
    [1, 6, 10, 10],
  );
  assert.deepEqual(planLines(plan(STAGED)), planLines(plan(STAGED)));
});
