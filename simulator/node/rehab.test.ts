import assert from 'node:assert/strict';
import test from 'node:test';
import { Rehab } from './rehab.ts';

test('it lasts until the abort is answered', () => {
  const rehab = new Rehab();
  assert.equal(rehab.isOver, false);
  rehab.answered();
  assert.equal(rehab.isOver, true);
  rehab.toldToAbort();
  assert.equal(rehab.isOver, false);
  rehab.answered();
  rehab.died();
  assert.equal(rehab.isOver, false);
});

test('another server asks again', () => {
  const rehab = new Rehab();
  rehab.answered();
  rehab.lostTouch();
  assert.equal(rehab.isOver, false);
  rehab.answered();
  assert.equal(rehab.isOver, true);
});

test('a server that asked before it was known to be another one acks the new connection', () => {
  const rehab = new Rehab();
  rehab.answered();
  rehab.lostTouch();
  rehab.acknowledged();
  assert.equal(rehab.isOver, true);
});

test('an ack is no way out for a node that has not answered', () => {
  const rehab = new Rehab();
  rehab.toldToAbort();
  rehab.acknowledged();
  assert.equal(rehab.isOver, false);
});
