import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detection, isVanishing, withoutUndefined } from './of-nodes.ts';

test('the word undefined is that of a node in its first rehab, and of no other', () => {
  const listed = [
    { node_name: 'web1', availability: 'available' },
    { node_name: 'web2', availability: 'undefined' },
  ];
  assert.deepEqual(withoutUndefined(listed, ['web2']), [
    { node_name: 'web1', availability: 'available' },
    { node_name: 'web2', availability: 'unavailable' },
  ]);
  assert.equal(withoutUndefined(listed, ['web1']), undefined);
  assert.equal(withoutUndefined(listed.slice(0, 1), ['web1']), undefined);
});

test('only the first look at a node that was up can meet the moment in which it vanishes', () => {
  assert.ok(isVanishing(500, 'up'));
  assert.ok(!isVanishing(500, 'down'));
  assert.ok(!isVanishing(500, undefined));
  assert.ok(!isVanishing(404, 'up'));
});

test('dead nodes are missed in time, by a scan, or too late', () => {
  assert.equal(detection([3, 3, 2, 2, 2, 2, 2, 2]), 'in time');
  assert.equal(detection([3.25, 4.75, 2.25, 3]), 'in time');
  assert.equal(detection([4, 4, 3, 3, 2, 2, 4.5]), 'late-detection');
  assert.equal(detection([6.75, 5, 8]), 'late-detection');
  assert.equal(detection([3, 10.25, 2]), 'too late');
});
