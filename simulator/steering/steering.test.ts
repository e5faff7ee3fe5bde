import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { readFleet } from '../fleet-file/read-fleet.ts';
import { planFleet } from '../plan/plan.ts';
import { suggestNearest } from '../testing/suggest-nearest.ts';
import { HandFaults } from './hand-faults.ts';
import { SteeredFleet } from './steered-fleet.ts';
import { type HandOrder, Steering } from './steering.ts';

const FLEET = `apiVersion: push-harness/v1
kind: Fleet
name: f
nodes: 10
groups: [{ name: web, percent: 80 }, { name: slow, percent: rest }]
faults:
  - { name: cut, stall: {}, nodes: { groups: [slow] }, by_hand: true }
  - { name: once, reset: {}, by_hand: true }
`;

async function setup({ refusal, rejects }: { readonly refusal?: string; readonly rejects?: string } = {}) {
  const file = readFleet(FLEET, { file: 'f', suggest: () => undefined });
  const plan = planFleet(file, 1);
  const clock = new SimulatedClock(0);
  const log: string[] = [];
  let isRefusing = false;
  const fleet = {
    add: async (nodes: readonly unknown[]) => {
      if (isRefusing) throw new Error(rejects);
      log.push(`add ${nodes.length}`);
    },
    start: () => undefined,
    crash: (nodes: readonly unknown[], ms?: number) => void log.push(`crash ${nodes.length} ${ms}`),
    behave: (nodes: readonly unknown[]) => void log.push(`behave ${nodes.length}`),
    fault: (index: number, isOn: boolean) => void log.push(`fault ${index} ${isOn}`),
    addFault: (fault: { readonly name: string }) => void log.push(`new ${fault.name}`),
  };
  const nodes = new SteeredFleet({
    ...{ fleet, seed: 1, nodes: plan.nodes, groups: file.groups, clock },
    prefix: (group) => `${group}-`,
  });
  const faults = new HandFaults({
    ...{ fleet, faults: plan.faults, clock, suggest: suggestNearest },
    listener: { faultChanged: ({ name }, isOn) => void log.push(`${name} ${isOn ? 'begins' : 'is over'}`) },
  });
  const acts: string[] = [];
  const steering = new Steering({
    ...{ nodes, faults, fleet, seed: 1, suggest: suggestNearest, mayExec: false },
    refusal: () => refusal,
    done: (order, said) => void acts.push(`${order}: ${said}`),
  });
  await nodes.comePlanned(plan.nodes);
  log.length = 0;
  isRefusing = rejects !== undefined;
  const told = async (order: HandOrder) => {
    const done = await steering.perform(order);
    return done.ok ? done.said : `not: ${done.problem}`;
  };
  return { told, log, acts, clock, faults };
}

const scale = (nodes: number, more: Partial<Extract<HandOrder, { act: 'scale' }>> = {}): HandOrder => ({
  ...{ act: 'scale', nodes, isRelative: false, group: undefined },
  ...more,
});

test('each thing that is done is told in words, and noted', async () => {
  const { told, acts } = await setup();
  assert.equal(await told(scale(6)), '4 nodes leave, 6 stay');
  assert.equal(await told(scale(1, { isRelative: true })), 'one node comes back, 7 are there then');
  assert.equal(await told(scale(12)), '3 nodes come back, 2 nodes come, 12 are there then');
  assert.equal(await told(scale(12)), '12 nodes are there already');
  assert.equal(await told(scale(1, { group: 'slow' })), 'one node leaves, 1 stay');
  assert.deepEqual(acts, [
    'scale to 6: 4 nodes leave, 6 stay',
    'scale by +1: one node comes back, 7 are there then',
    'scale to 12: 3 nodes come back, 2 nodes come, 12 are there then',
    'scale to 12: 12 nodes are there already',
    'scale slow to 1: one node leaves, 1 stay',
  ]);
});

test('nodes behave otherwise and die', async () => {
  const { told, log } = await setup();
  const slow = { name: 'slow', options: { delayMs: 5 } };
  const behave = { act: 'behave', group: undefined } as const;
  assert.equal(
    await told({ ...behave, who: '50%', behaviours: [slow, 'failing'] }),
    '5 nodes are slow (delayMs=5), failing from now on',
  );
  const kill = { act: 'kill', group: undefined } as const;
  assert.equal(
    await told({ ...kill, who: 'slow', returnsAfterMs: 30_000 }),
    '2 nodes are killed, back after 30s',
  );
  assert.equal(await told({ ...kill, who: 'web', returnsAfterMs: undefined }), '8 nodes are killed, 2 stay');
  assert.deepEqual(log, ['behave 5', 'crash 2 30000', 'crash 8 undefined']);
});

test('faults begin and end by hand, for a time or not, and a reset is of a moment', async () => {
  const { told, log, clock, faults } = await setup();
  const fault = { act: 'fault', name: 'cut', forMs: undefined } as const;
  assert.equal(
    await told({ ...fault, forMs: 2_000 }),
    'fault cut begins on 2 nodes for 2s: everything held back',
  );
  assert.match(await told(fault), /^not: Fault cut is on already/);
  clock.advance(2_000);
  assert.deepEqual(log, ['fault 0 true', 'cut begins', 'fault 0 false', 'cut is over']);
  assert.equal(await told({ act: 'end_fault', name: 'cut' }), 'not: Fault cut is not on');
  await told(fault);
  assert.equal(await told({ act: 'end_fault', name: 'cut' }), 'fault cut is over');
  assert.equal(await told({ ...fault, name: 'once' }), 'fault once begins on 10 nodes: connections reset');
  assert.deepEqual(
    faults.all.map(({ isOn }) => isOn),
    [false, false],
  );
  assert.equal(await told({ ...fault, name: 'cot' }), 'not: There is no fault cot: did you mean cut?');
});

test('messages are lost by a fault that no file has, and a fault of the wire is refused with the remedy', async () => {
  const { told, log } = await setup();
  const rule = { channels: ['command'], nodes: {}, fromMs: 0, toMs: undefined } as const;
  const lost = {
    kind: 'messages',
    types: ['commit'],
    lose: 0.5,
    delay: 0,
    delayMs: 0,
    duplicate: 0,
  } as const;
  const order = { act: 'new_fault', who: 'slow', forMs: undefined } as const;
  const said = await told({ ...order, rule: { ...rule, name: 'messages-1', fault: lost } });
  assert.equal(said, 'fault messages-1 begins on 2 nodes: commit: 50 % lost');
  assert.match(
    await told({ ...order, rule: { ...rule, name: 'messages-1', fault: lost } }),
    /^fault messages-1-2 /,
  );
  assert.deepEqual(log.slice(0, 3), ['new messages-1', 'fault 2 true', 'messages-1 begins']);
  const refused = await told({ ...order, rule: { ...rule, name: 'drop-1', fault: { kind: 'drop' } } });
  assert.match(refused, /^not: A fault drop needs a network .* by_hand: true/);
});

test('what cannot be done is a sentence, is not noted, and what comes next is done', async () => {
  const { told, acts } = await setup({ refusal: 'too many', rejects: 'the server refused web-1' });
  assert.equal(await told(scale(20)), 'not: too many');
  assert.equal(await told(scale(-11, { isRelative: true })), 'not: 11 nodes cannot leave: 10 are there');
  assert.equal(await told(scale(1, { group: 'wbe' })), 'not: There is no group wbe: did you mean web?');
  const behave = { act: 'behave', who: 'all', group: undefined } as const;
  assert.match(await told({ ...behave, behaviours: ['exec'] }), /^not: exec runs real commands/);
  assert.match(await told({ ...behave, behaviours: [{ name: 'slow', options: { a: 1 } }] }), /no option 'a'/);
  const rejecting = await setup({ rejects: 'the server refused web-1' });
  assert.equal(await rejecting.told(scale(20)), 'not: It could not be done: the server refused web-1');
  assert.equal(await rejecting.told(scale(3)), '17 nodes leave, 3 stay');
  assert.deepEqual(acts, []);
});
