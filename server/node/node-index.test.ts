import assert from 'node:assert/strict';
import test from 'node:test';
import { NodeIndex } from './node-index.ts';

test('the same name in two organisations is two nodes', () => {
  const index = new NodeIndex<number>();
  index.set('dev', 'web1', 1);
  index.set('ops', 'web1', 2);
  assert.deepEqual([index.get('dev', 'web1'), index.get('ops', 'web1'), index.size], [1, 2, 2]);
  assert.deepEqual([...index.of('dev')], [1]);
  assert.deepEqual([...index.values()], [1, 2]);
});

test('what is set again counts once, and what is deleted is gone', () => {
  const index = new NodeIndex<number>();
  index.set('dev', 'web1', 1);
  index.set('dev', 'web1', 2);
  assert.equal(index.size, 1);
  assert.equal(index.delete('dev', 'web1'), true);
  assert.equal(index.delete('dev', 'web1'), false);
  assert.deepEqual([index.size, index.get('dev', 'web1'), [...index.of('dev')]], [0, undefined, []]);
});
