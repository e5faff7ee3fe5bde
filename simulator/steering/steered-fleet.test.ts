import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { readFleet } from '../fleet-file/read-fleet.ts';
import { planFleet } from '../plan/plan.ts';
import { SteeredFleet } from './steered-fleet.ts';

/** A fleet by its file, which notes what is asked of it. */
function setup(yaml: string) {
  const head = 'apiVersion: push-harness/v1\nkind: Fleet\nname: f\n';
  const file = readFleet(head + yaml, { file: 'f', suggest: () => undefined });
  const plan = planFleet(file, 1);
  const clock = new SimulatedClock(0);
  const log: string[] = [];
  const fleet = {
    add: async (nodes: readonly unknown[]) => void log.push(`add ${nodes.length}`),
    start: (nodes: readonly unknown[]) => nodes.length > 0 && log.push(`start ${nodes.length}`),
    crash: (nodes: readonly unknown[], backAfterMs?: number) =>
      nodes.length > 0 &&
      log.push(`crash ${nodes.length}${backAfterMs === undefined ? '' : ` for ${backAfterMs}`}`),
  };
  const nodes = new SteeredFleet({
    ...{ fleet, seed: 1, nodes: plan.nodes, groups: file.groups, clock },
    prefix: (group) => `${group}-`,
  });
  const scale = (wanted: number, group?: string) => nodes.scale(nodes.scaling(wanted, group));
  const drained = () => log.splice(0);
  return { plan, clock, nodes, scale, drained };
}

const TEN = 'nodes: 10\ngroups: [{ name: web, percent: 80 }, { name: slow, percent: rest }]\n';

test('nodes leave, come back and are new, by hand, and all that were asked for are counted', async () => {
  const { plan, nodes, scale, drained } = setup(TEN);
  await nodes.comePlanned(plan.nodes);
  assert.equal(nodes.askedByJobs(), undefined);
  await scale(5);
  assert.deepEqual(drained(), ['add 10', 'crash 5']);
  assert.equal(nodes.askedByJobs()?.length, 5);
  await scale(13);
  assert.deepEqual(drained(), ['start 5', 'add 3']);
  assert.deepEqual(nodes.requested, { nodes: 13, groups: { web: 10, slow: 3 } });
  assert.equal(new Set(nodes.there().map(({ name }) => name)).size, 13);
  await scale(0, 'slow');
  assert.deepEqual(drained(), ['crash 3']);
  assert.deepEqual([...new Set(nodes.there().map(({ group }) => group))], ['web']);
});

test('nodes of the plan that have not come are called off by hand, and do not count', async () => {
  const { plan, nodes, scale, drained } = setup(TEN);
  await nodes.comePlanned(plan.nodes.slice(0, 4));
  await scale(2);
  await nodes.comePlanned(plan.nodes.slice(4));
  assert.deepEqual(drained(), ['add 4', 'crash 2']);
  assert.equal(nodes.requested.nodes, 4);
  await scale(6);
  assert.deepEqual(drained(), ['start 2', 'add 2']);
  assert.deepEqual(
    nodes.there().every(({ name }) => plan.nodes.some((planned) => planned.name === name)),
    true,
  );
});

test('who is killed is asked by jobs all the same, and is back when the fleet is scaled', async () => {
  const { plan, nodes, scale, drained } = setup(TEN);
  await nodes.comePlanned(plan.nodes);
  const killed = plan.nodes.slice(0, 3).map(({ name }) => name);
  nodes.kill(killed, undefined);
  nodes.kill([plan.nodes[9]?.name ?? ''], 500);
  assert.equal(nodes.there().length, 7);
  assert.equal(nodes.askedByJobs(), undefined);
  assert.equal(nodes.requested.nodes, 10);
  await scale(10);
  assert.deepEqual(drained(), ['add 10', 'crash 3', 'crash 1 for 500', 'start 3']);
  assert.equal(nodes.there().length, 10);
});

const STAGES =
  'nodes: [{ to: 4 }, { hold: 10s }, { to: 2, over: 2s }, { hold: 8s }, { to: 3 }, { hold: 5s }]\ngroups: [{ name: web, percent: 100 }]\n';

test('the stages of the plan wait for the next one, which takes the fleet to what it has by then', async () => {
  const { plan, clock, nodes, scale, drained } = setup(STAGES);
  await nodes.stageBegins(0);
  await nodes.comePlanned(plan.nodes);
  clock.advance(10_500);
  await scale(6);
  assert.deepEqual(drained(), ['add 4', 'add 2']);
  for (const { node, returnsAfterMs } of plan.leavings) nodes.leavePlanned([node], returnsAfterMs);
  assert.deepEqual(drained(), []);
  assert.equal(nodes.isByHand, true);
  clock.advance(1_500);
  await nodes.stageBegins(12_000);
  assert.equal(nodes.isByHand, false);
  assert.equal(nodes.there().length, 2);
  // one of them comes again at 20 s
  assert.deepEqual(drained().toSorted(), ['crash 1', 'crash 1', 'crash 1', 'crash 1 for 8000']);
  clock.advance(8_000);
  assert.equal(nodes.there().length, 3);
});

test('a node that the plan has sent away for a time does not come back by itself once hands have it', async () => {
  const { plan, clock, nodes, scale, drained } = setup(STAGES);
  await nodes.comePlanned(plan.nodes);
  for (const { node, returnsAfterMs } of plan.leavings) nodes.leavePlanned([node], returnsAfterMs);
  drained();
  await scale(1);
  assert.deepEqual(drained(), ['crash 1', 'crash 1']);
  clock.advance(60_000);
  assert.equal(nodes.there().length, 1);
});
