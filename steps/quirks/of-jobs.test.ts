import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgottenStatus, isMissingForNul, isUnordered } from './of-jobs.ts';

test('a list is unordered that has the wanted jobs, each once, in another order', () => {
  assert.ok(isUnordered(['b', 'a', 'c'], ['a', 'b', 'c']));
  assert.ok(!isUnordered(['a', 'b', 'c'], ['a', 'b', 'c']));
  assert.ok(!isUnordered(['b', 'a'], ['a', 'b', 'c']));
  assert.ok(!isUnordered(['b', 'a', 'a'], ['a', 'b', 'c']));
});

test('a restart leaves alone only nodes that had not begun', () => {
  assert.equal(forgottenStatus('unavailable'), 'new');
  assert.equal(forgottenStatus('was_ready'), 'ready');
  for (const status of ['crashed', 'succeeded', 'nacked'] as const)
    assert.equal(forgottenStatus(status), undefined);
});

test('output is missing for a NUL where both channels are missing and one was to have a NUL', () => {
  assert.ok(isMissingForNul({ wanted: 'a\0b', isMissing: true }));
  assert.ok(!isMissingForNul({ wanted: 'ab', isMissing: true }));
  assert.ok(!isMissingForNul({ wanted: 'a\0b', isMissing: false }));
});
