import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../simulator/node/random.ts';
import { drawJob } from './job-choice.ts';

const NODES = Array.from({ length: 300 }, (_, index) => `node-${index}`);
const drawMany = (seed: string) => {
  const random = new Random(seed);
  return Array.from({ length: 500 }, () => drawJob(random, NODES));
};

test('a job names each of its nodes once, and none that is not there', () => {
  for (const { nodes } of drawMany('a')) {
    assert.ok(nodes.length >= 1 && nodes.length <= 150);
    assert.equal(new Set(nodes).size, nodes.length);
    assert.ok(nodes.every((node) => NODES.includes(node)));
  }
});

test('the seed replays the jobs', () => {
  assert.deepEqual(drawMany('a'), drawMany('a'));
  assert.notDeepEqual(drawMany('a'), drawMany('b'));
});

test('quorums that must fail and quorums of all are among them', () => {
  const jobs = drawMany('a');
  assert.ok(jobs.some(({ quorum, nodes }) => quorum !== undefined && quorum > nodes.length));
  assert.ok(jobs.some(({ quorum }) => quorum === undefined));
});

test('a fleet of one node gets jobs, too', () => {
  assert.deepEqual(drawJob(new Random('a'), ['only']).nodes, ['only']);
});
