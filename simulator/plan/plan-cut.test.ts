import assert from 'node:assert/strict';
import test from 'node:test';
import { readFleet } from '../fleet-file/read-fleet.ts';
import { planFleet } from './plan.ts';
import { planCut } from './plan-cut.ts';

function cutOf(yaml: string, duration: string) {
  const source = `apiVersion: push-harness/v1\nkind: Fleet\nname: f\n${yaml}`;
  const read = (overrides: { readonly duration?: string }) =>
    readFleet(source, { file: 'f', suggest: () => undefined, ...overrides });
  const cut = read({ duration });
  return planCut(planFleet(read({}), 1), planFleet(cut, 1), cut);
}

test('jobs and nodes that come later than the run ends are counted', () => {
  const stages = 'nodes: [{ to: 10, over: 10s }, { hold: 20s }]\ngroups: [{ name: web, percent: 100 }]\n';
  assert.deepEqual(cutOf(`${stages}jobs: [{ name: a, command: x, every: 5s }]\n`, '6s'), {
    jobs: 4,
    nodes: 4,
  });
  const all = 'groups: [{ name: web, count: 5, start: { over: 1m } }]\n';
  assert.deepEqual(cutOf(`${all}jobs: [{ name: a, command: x, at: [0s, 9s] }]\n`, '5s'), {
    jobs: 1,
    nodes: 0,
  });
  const endless = 'duration: 1m\njobs: [{ name: a, command: x, back_to_back: true }]\n';
  assert.deepEqual(cutOf(`${all}${endless}`, '5s'), { jobs: Number.POSITIVE_INFINITY, nodes: 0 });
});

test('a duration that leaves nothing out cuts nothing', () => {
  const all = 'groups: [{ name: web, count: 5 }]\njobs: [{ name: a, command: x, at: [0s, 2s] }]\n';
  assert.equal(cutOf(all, '5s'), undefined);
});
