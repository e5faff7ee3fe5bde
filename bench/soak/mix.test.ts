import assert from 'node:assert/strict';
import test from 'node:test';
import { chooseBehaviours } from '../../simulator/behaviours/choose.ts';
import { soakNodes } from './mix.ts';

const wordOf = (name: string) => name.replace(/-\d+$/, '');

test('every behaviour of the mix exists with its options', () => {
  for (const { behaviours } of soakNodes(400)) assert.ok(chooseBehaviours(behaviours).length > 0);
});

test('no two nodes have the same name, and a smaller soak has the first nodes of a larger one', () => {
  const names = soakNodes(300).map(({ name }) => name);
  assert.equal(new Set(names).size, 300);
  assert.deepEqual(
    soakNodes(40).map(({ name }) => name),
    names.slice(0, 40),
  );
});

test('of 300 nodes about a third is healthy, and every kind is there', () => {
  const words = soakNodes(300).map(({ name }) => wordOf(name));
  const healthy = words.filter((word) => word === 'healthy').length;
  assert.ok(healthy > 80 && healthy < 110, String(healthy));
  assert.deepEqual(new Set(words), new Set(soakNodes(3_000).map(({ name }) => wordOf(name))));
});
