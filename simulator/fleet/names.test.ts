import assert from 'node:assert/strict';
import test from 'node:test';
import { nodeNames } from './names.ts';

test('names look like those of machines, and no two are the same', () => {
  const names = nodeNames(3_000, 1, 'web-');
  assert.equal(new Set(names).size, 3_000);
  for (const name of names) assert.match(name, /^web-[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('the same seed gives the same names, and a larger fleet begins with those of a smaller one', () => {
  assert.deepEqual(nodeNames(20, 'seed'), nodeNames(50, 'seed').slice(0, 20));
  assert.notDeepEqual(nodeNames(20, 'seed'), nodeNames(20, 'another'));
});

test('names that are taken are not given', () => {
  const taken = new Set(nodeNames(10, 1));
  assert.ok(nodeNames(10, 1, '', taken).every((name) => !taken.has(name)));
});
