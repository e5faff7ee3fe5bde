import assert from 'node:assert/strict';
import test from 'node:test';
import type { PlannedNode } from '../plan/planned-node.ts';
import { scaling } from './scale.ts';

function nodes(group: string, ...names: readonly string[]): readonly PlannedNode[] {
  return names.map((name) => ({ name, group, behaviours: [], whitelist: undefined, startAtMs: 0 }));
}

const GROUPS = [
  { name: 'web', count: 80 },
  { name: 'slow', count: 20 },
];
const NOBODY = { there: [], away: [], planned: [] };
const names = (of: readonly PlannedNode[]) => of.map(({ name }) => name);

test('who came last leaves first, of each group by what is there of it', () => {
  const there = [...nodes('web', 'w1', 'w2'), ...nodes('slow', 's1'), ...nodes('web', 'w3', 'w4')];
  assert.deepEqual(names(scaling({ ...NOBODY, there, groups: GROUPS }, 2).leave), ['w3', 'w4', 's1']);
  assert.deepEqual(
    names(scaling({ ...NOBODY, there, groups: GROUPS }, 0).leave).toSorted(),
    names(there).toSorted(),
  );
  assert.deepEqual(scaling({ ...NOBODY, there, groups: GROUPS }, 5).leave, []);
});

test('who left last comes back first, then come those of the plan, then new ones', () => {
  const fleet = {
    there: nodes('web', 'w1'),
    away: nodes('web', 'w9', 'w8'),
    planned: nodes('web', 'w10', 'w11'),
    groups: GROUPS.slice(0, 1),
  };
  const some = scaling(fleet, 2);
  assert.deepEqual([names(some.comeBack), names(some.come), some.fresh.get('web')], [['w9'], [], 0]);
  const more = scaling(fleet, 4);
  assert.deepEqual(
    [names(more.comeBack), names(more.come), more.fresh.get('web')],
    [['w9', 'w8'], ['w10'], 0],
  );
  const most = scaling(fleet, 9);
  assert.deepEqual([names(most.come), most.fresh.get('web'), most.leave], [['w10', 'w11'], 4, []]);
});

test('what comes is shared out by the plan, and nobody leaves for it', () => {
  const { fresh, leave } = scaling({ ...NOBODY, there: nodes('slow', 's1', 's2', 's3'), groups: GROUPS }, 13);
  assert.deepEqual(
    [...fresh],
    [
      ['web', 8],
      ['slow', 2],
    ],
  );
  assert.deepEqual(leave, []);
});
