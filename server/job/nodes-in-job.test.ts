import assert from 'node:assert/strict';
import test from 'node:test';
import { sharedStanding, UNHEARD } from './node-in-job.ts';
import { allStanding, NodesInJob } from './nodes-in-job.ts';

const READY = sharedStanding('ready', false);
const DOWN = sharedStanding('unavailable', false, 'down');
const NAMES = Array.from({ length: 300 }, (_, index) => `web${index}`);

test('nodes are unheard of at first, and some that change leave the others and the state before as they were', () => {
  const before = NodesInJob.unheard(NAMES);
  const after = before.with(['web0', 'web63', 'web64', 'web299'], READY);
  assert.deepEqual(
    [...before],
    NAMES.map((name) => [name, UNHEARD]),
  );
  const ready = new Set(['web0', 'web63', 'web64', 'web299']);
  assert.deepEqual(
    [...after],
    NAMES.map((name) => [name, ready.has(name) ? READY : UNHEARD]),
  );
  assert.deepEqual(
    [after.get('web63'), after.get('web62'), after.get('stranger'), after.has('web1'), after.has('stranger')],
    [READY, UNHEARD, undefined, true, false],
  );
  assert.equal(after.size, 300);
});

test('all of them change at once', () => {
  const nodes = NodesInJob.unheard(NAMES)
    .with(['web7'], READY)
    .with([...NAMES], DOWN);
  assert.deepEqual(
    [...nodes.values()],
    NAMES.map(() => DOWN),
  );
  assert.equal(nodes.common, DOWN);
  assert.equal(nodes.with(['web7'], READY).common, undefined);
});

test('nodes are found by how they stand, in the order of the request', () => {
  const nodes = NodesInJob.unheard(NAMES).with(['web200', 'web3'], READY);
  assert.deepEqual(
    nodes.named((stands) => stands === READY),
    ['web3', 'web200'],
  );
  assert.deepEqual(
    nodes.named(() => true),
    NAMES,
  );
  assert.deepEqual(
    nodes.named(() => false),
    [],
  );
});

test('a node that is none of the job cannot change', () => {
  assert.throws(() => NodesInJob.unheard(NAMES).with(['stranger'], READY), /no node stranger/);
});

test('standings that are alike are one', () => {
  assert.equal(sharedStanding('unavailable', false, 'down'), DOWN);
  assert.notEqual(sharedStanding('unavailable', true, 'down'), DOWN);
  assert.deepEqual(sharedStanding('ready', false), { status: 'ready', started: false });
});

test('nodes that all stand alike can be gone through again and again', () => {
  for (const names of [NAMES, ['a', 'b']]) {
    const nodes = allStanding(names, READY);
    for (let times = 0; times < 2; times++) {
      assert.deepEqual(
        [...nodes],
        names.map((name) => [name, READY]),
      );
    }
  }
});
