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
