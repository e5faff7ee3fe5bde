import assert from 'node:assert/strict';
import test from 'node:test';
import { coloured, plain } from '../../output/paint.ts';
import { paintedLine } from '../../output/text-line.ts';
import { errorsSection, machineSection } from './health-sections.ts';
import { nodesSection } from './nodes-sections.ts';
import { thresholdsSection } from './thresholds-section.ts';
import type { ViewSection } from './view-section.ts';

const NOWHERE = { places: { away: 0, starting: 0, connected: 0, available: 0, busy: 0 }, inRehab: 0 };

function shown({ lines }: ViewSection): readonly string[] {
  return lines.map((line) => paintedLine(line, plain));
}

test('every node is in one column: who is not there yet is away, who is in rehab is not connecting', () => {
  const nodes = { places: { ...NOWHERE.places, away: 1, connected: 5, available: 2 }, inRehab: 3 };
  assert.deepEqual(shown(nodesSection({ nodes, wanted: 10, groups: [] }, 69)), [
    'group nodes available  busy rehab connecting starting  away',
    'all      10         2     0     3          2        0     3',
  ]);
});

test('a fleet of one group needs no sum', () => {
  const groups = [{ name: 'web', wanted: 10, ...NOWHERE }];
  assert.equal(nodesSection({ nodes: NOWHERE, wanted: 10, groups }, 69).lines.length, 2);
  assert.equal(
    nodesSection({ nodes: NOWHERE, wanted: 10, groups: [...groups, ...groups] }, 69).lines.length,
    4,
  );
});

test('a machine that is in time blames nobody, one that is late itself', () => {
  const machine = { lateSeconds: 0.1, mostLateSeconds: 0.4 };
  assert.deepEqual(shown(machineSection({ machine })), ['in time (most 400 ms)']);
  assert.deepEqual(shown(machineSection({ machine: { ...machine, stretch: 1.2, behindSeconds: 0.03 } })), [
    'in time (most 400 ms), work 1.2 times as long, 30 ms behind plan',
  ]);
  for (const late of [
    { ...machine, lateSeconds: 0.5 },
    { ...machine, stretch: 1.5 },
  ])
    assert.match(shown(machineSection({ machine: late }))[1] ?? '', /this machine, not the server/);
});

test('a fleet without errors says so', () => {
  assert.deepEqual(shown(errorsSection({ errors: [] }, 69)), ['none']);
  assert.deepEqual(shown(errorsSection({ errors: [], falseDown: 0 }, 69)), [
    '     0  nodes falsely down (false_down)',
  ]);
});

test('few columns say the same of errors on fewer lines', () => {
  const errors = [
    { what: 'commands failed', count: 7 },
    { what: 'jobs refused', count: 1 },
  ];
  const { compact = [] } = errorsSection({ errors, falseDown: 2 }, 35);
  assert.deepEqual(
    compact.map((line) => paintedLine(line, plain)),
    ['2 false_down; 7 commands failed', '1 jobs refused'],
  );
});

test('a threshold that is crossed comes first and is red; one that is not counted yet says so', () => {
  const ends = { inSeconds: undefined };
  const section = thresholdsSection(
    {
      thresholds: [
        { text: 'jobs_failed == 0', state: 'holds', value: 0, limit: 0, distance: 'at the limit', ends },
        {
          text: 'nodes_available == nodes_requested',
          state: 'crossed',
          value: 2,
          limit: 1,
          distance: '1 over',
        },
      ],
    },
    90,
  );
  assert.deepEqual(shown(section), [
    'crossed nodes_available == nodes_requested 2 of 1, 1 over',
    'holds   jobs_failed == 0                   0, at the limit; not yet counted',
  ]);
  assert.ok(paintedLine(section.lines[0] ?? [], coloured).startsWith(coloured('bad', 'crossed ')));
});
