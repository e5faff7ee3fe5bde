import assert from 'node:assert/strict';
import test from 'node:test';
import { Budget } from './budget.ts';

test('nobody gets more than half of what is free', () => {
  const budget = new Budget(100);
  assert.equal(budget.take(51), false);
  assert.equal(budget.take(50), true);
  assert.equal(budget.take(26), false);
  assert.equal(budget.take(25), true);
  assert.equal(budget.used, 75);
});

test('who takes a little at a time gets no more than who takes all at once', () => {
  const budget = new Budget(100);
  let held = 0;
  while (budget.take(1, held)) held += 1;
  assert.equal(held, 50);
});

test('what is given back can be taken again', () => {
  const budget = new Budget(100);
  budget.take(50);
  budget.giveBack(50);
  assert.equal(budget.take(50), true);
});
