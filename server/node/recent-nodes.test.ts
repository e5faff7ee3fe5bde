import assert from 'node:assert/strict';
import test from 'node:test';
import { RecentNodes } from './recent-nodes.ts';

test('the one put longest ago makes room, and is given back', () => {
  const recent = new RecentNodes<{ readonly is: string }>(2);
  const [one, two, three] = [{ is: 'one' }, { is: 'two' }, { is: 'three' }];
  assert.equal(recent.put('dev', 'web1', one), undefined);
  assert.equal(recent.put('dev', 'web2', two), undefined);
  assert.equal(recent.put('dev', 'web1', one), undefined);
  assert.equal(recent.put('ops', 'web1', three), two);
  assert.deepEqual([...recent.of('dev')], [one]);
  assert.equal(recent.size, 2);
});

test('another value of the same node takes no room of its own', () => {
  const recent = new RecentNodes<{ readonly is: string }>(2);
  for (const is of ['one', 'two', 'three']) assert.equal(recent.put('dev', 'web1', { is }), undefined);
  assert.equal(recent.put('dev', 'web2', { is: 'other' }), undefined);
  assert.deepEqual(recent.get('dev', 'web1'), { is: 'three' });
  recent.delete('dev', 'web1');
  assert.equal(recent.get('dev', 'web1'), undefined);
  assert.equal(recent.size, 1);
});
