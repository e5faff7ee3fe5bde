import assert from 'node:assert/strict';
import test from 'node:test';
import { quorumOf } from './quorum.ts';

test('a count is taken as it is, also where there are fewer nodes', () => {
  assert.equal(quorumOf('3', 5), 3);
  assert.equal(quorumOf('0', 5), 0);
  assert.equal(quorumOf('999', 5), 999);
});

test('a share is rounded up', () => {
  assert.equal(quorumOf('50%', 4), 2);
  assert.equal(quorumOf('50%', 5), 3);
  assert.equal(quorumOf('1%', 3), 1);
  assert.equal(quorumOf('0%', 3), 0);
  assert.equal(quorumOf('100%', 7), 7);
  assert.equal(quorumOf('150%', 2), 3);
  assert.equal(quorumOf('33.3%', 10), 4);
});

test('no share of any fleet is a node too many for the sake of binary fractions', () => {
  for (let percent = 0; percent <= 100; percent++) {
    assert.equal(quorumOf(`${percent}%`, 100), percent);
    assert.equal(quorumOf(`${percent}%`, 700), percent * 7);
    assert.equal(quorumOf(`${percent / 10}%`, 1_000), percent);
  }
});
