import assert from 'node:assert/strict';
import test from 'node:test';
import { suggestNearest } from '../testing/suggest-nearest.ts';
import { nodesMeant } from './who.ts';

const THERE = ['web-1', 'web-2', 'web-3', 'web-4', 'slow-1'].map((name) => ({
  name,
  group: name.split('-')[0] ?? '',
}));

function meant(who: string, group?: string): readonly string[] | string {
  const found = nodesMeant(who, group, {
    ...{ there: THERE, groups: ['web', 'slow'], seed: [1] },
    suggest: suggestNearest,
  });
  return found.ok ? found.nodes.map(({ name }) => name) : found.problem;
}

test('nodes are meant by all, group, name, pattern, and several together', () => {
  assert.equal(meant('all').length, 5);
  assert.deepEqual(meant('slow'), ['slow-1']);
  assert.deepEqual(meant('web-2'), ['web-2']);
  assert.deepEqual(meant('*-1'), ['web-1', 'slow-1']);
  assert.deepEqual(meant('slow,web-1,slow-1'), ['slow-1', 'web-1']);
});

test('a number and a share are drawn, of a group where one is named, the same by the same seed', () => {
  assert.equal(meant('2').length, 2);
  assert.deepEqual(meant('2'), meant('2'));
  assert.equal(meant('50%', 'web').length, 2);
  assert.equal(meant('1%').length, 1);
  assert.deepEqual(meant('0'), []);
});

test('what means nobody is a sentence with the remedy', () => {
  assert.equal(meant('wbe'), 'No node that is there is meant by wbe: did you mean web?');
  assert.equal(
    meant('db*'),
    'No node that is there is meant by db*: give a group, a name, a pattern, a number, a share such as 5%, or all',
  );
  assert.equal(meant('9'), '9 nodes cannot be chosen: 5 nodes are there');
  assert.equal(meant('101%'), '101% of the nodes is more than all: give 100% at most');
  assert.equal(meant('1', 'slwo'), 'There is no group slwo: did you mean slow?');
});
