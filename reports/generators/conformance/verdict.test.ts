import assert from 'node:assert/strict';
import test from 'node:test';
import { verdictOf } from './verdict.ts';

test('a scenario has passed when its only attempt has', () => {
  assert.equal(verdictOf(['passed'], 'pass'), 'passed');
  assert.equal(verdictOf(['failed'], 'pass'), 'failed');
});

test('a pass after an attempt that did not pass is flaky, whatever the list says', () => {
  assert.equal(verdictOf(['failed', 'passed'], 'pass'), 'flaky');
  assert.equal(verdictOf(['broken', 'passed'], 'known failure'), 'flaky');
});

test('a known failure excuses failing, not passing, and not a fault of the harness', () => {
  assert.equal(verdictOf(['failed'], 'known failure'), 'known failure');
  assert.equal(verdictOf(['passed'], 'known failure'), 'unexpected pass');
  assert.equal(verdictOf(['broken'], 'known failure'), 'error');
});

test('an entry that has expired excuses nothing, and a pass still shows that it is stale', () => {
  assert.equal(verdictOf(['failed'], 'expired known failure'), 'failed');
  assert.equal(verdictOf(['passed'], 'expired known failure'), 'unexpected pass');
});

test('what was never tried, or skipped, did not run', () => {
  assert.equal(verdictOf([], 'pass'), 'not run');
  assert.equal(verdictOf(['skipped'], 'known failure'), 'not run');
});

test('a pass that met accepted quirks is a verdict of its own, and shows that an entry of the list is stale', () => {
  assert.equal(verdictOf(['passed'], 'pass', true), 'quirk');
  assert.equal(verdictOf(['failed'], 'pass', true), 'failed');
  assert.equal(verdictOf(['failed'], 'known failure', true), 'known failure');
  assert.equal(verdictOf(['passed'], 'known failure', true), 'unexpected pass');
  assert.equal(verdictOf(['passed'], 'expired known failure', true), 'unexpected pass');
  assert.equal(verdictOf(['failed', 'passed'], 'pass', true), 'flaky');
});

test('an attempt that was held up does not count, and where there is no other nothing is concluded', () => {
  assert.equal(verdictOf(['held up', 'passed'], 'pass'), 'passed');
  assert.equal(verdictOf(['held up', 'passed'], 'pass', true), 'quirk');
  assert.equal(verdictOf(['held up', 'failed'], 'pass'), 'failed');
  assert.equal(verdictOf(['failed', 'held up'], 'pass'), 'failed');
  assert.equal(verdictOf(['failed', 'held up', 'passed'], 'pass'), 'flaky');
  assert.equal(verdictOf(['held up'], 'pass'), 'inconclusive');
  assert.equal(verdictOf(['held up', 'held up'], 'expired known failure'), 'inconclusive');
  assert.equal(verdictOf(['held up'], 'known failure'), 'known failure');
  assert.equal(verdictOf(['held up', 'passed'], 'known failure'), 'unexpected pass');
});
