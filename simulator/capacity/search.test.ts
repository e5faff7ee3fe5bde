import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type CapacityRun, type CapacityStep, nextStep, type SearchOptions } from './search.ts';

const OPTIONS: SearchOptions = {
  from: 500,
  max: 10_000,
  precision: 0.1,
  repeats: 3,
  confidence: 0.5,
  isPatient: true,
};
const MANY_STEPS = 100;

/** Searches a server that keeps the condition as this says; gives what was tried, and what was found. */
function search(keeps: (nodes: number, run: number) => boolean, options = OPTIONS) {
  const trials: CapacityRun[] = [];
  let step: CapacityStep = nextStep(trials, options);
  while (step.kind === 'try' && trials.length < MANY_STEPS) {
    const { nodes } = step;
    const run = trials.filter((trial) => trial.nodes === nodes).length;
    trials.push({ nodes, isKept: keeps(nodes, run) });
    step = nextStep(trials, options);
  }
  assert.equal(step.kind, 'found', `no end after ${trials.length} trials`);
  return { tried: trials.map(({ nodes }) => nodes), found: step };
}

test('it doubles, halves the gap, and repeats on both sides of the edge', () => {
  const { tried, found } = search((nodes) => nodes <= 3_300);
  assert.deepEqual(tried, [500, 1_000, 2_000, 4_000, 3_000, 3_500, 3_250, 3_250, 3_250, 3_500, 3_500]);
  assert.deepEqual(found, { kind: 'found', holds: 3_250, breaks: 3_500, confidence: (15 / 16) ** 2 });
});

test('what holds the largest allowed has no other side', () => {
  const { tried, found } = search(() => true, { ...OPTIONS, max: 1_500 });
  assert.deepEqual(tried, [500, 1_000, 1_500, 1_500, 1_500]);
  assert.deepEqual(found, { kind: 'found', holds: 1_500, breaks: undefined, confidence: 15 / 16 });
});

test('what holds nothing is searched down to one node', () => {
  const { found } = search(() => false);
  assert.deepEqual([found.kind === 'found' && found.holds, found.kind === 'found' && found.breaks], [0, 1]);
});

test('a lucky run at the edge is found out, and searched on below it', () => {
  const { found } = search((nodes, run) => nodes <= 1_000 || (nodes <= 1_400 && run === 0));
  assert.ok(found.kind === 'found');
  assert.ok(found.holds >= 1_000 && found.holds <= 1_100, `holds ${found.holds}`);
});

test('runs that differ lower the confidence', () => {
  const { found } = search((nodes, run) => (nodes <= 1_000 ? run !== 1 : false), {
    ...OPTIONS,
    precision: 1,
  });
  assert.ok(found.kind === 'found' && found.holds === 1_000);
  assert.equal(found.confidence, (11 / 16) * (15 / 16));
});

test('the less sure side is run again until the edge is sure enough, or nobody has the time', () => {
  const keeps = (nodes: number, run: number) => (nodes <= 1_000 ? run !== 1 : false);
  const options = { ...OPTIONS, precision: 1, confidence: 0.8 };
  const { found, tried } = search(keeps, options);
  assert.ok(found.kind === 'found' && found.confidence >= 0.8, JSON.stringify(found));
  assert.ok(tried.filter((nodes) => nodes === 1_000).length > 3);
  const hurried = search(keeps, { ...options, isPatient: false });
  assert.ok(hurried.found.kind === 'found' && hurried.found.confidence < 0.8);
  const undecided = search((nodes, run) => nodes < 1_000 || (nodes === 1_000 && run % 2 === 0), {
    ...options,
    confidence: 0.999,
  });
  assert.ok(undecided.found.kind === 'found');
});

test('whatever the server holds, the edge is found within the precision', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12_000 }), (limit) => {
      const { found } = search((nodes) => nodes <= limit);
      assert.ok(found.kind === 'found');
      assert.ok(found.holds <= limit);
      if (found.breaks === undefined) assert.equal(found.holds, OPTIONS.max);
      else assert.ok(found.breaks > limit && found.breaks - found.holds <= Math.max(1, 0.1 * found.holds));
    }),
  );
});
