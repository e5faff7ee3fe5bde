import assert from 'node:assert/strict';
import test from 'node:test';
import { addTallies, tallyMessages, tallyTap } from './tally.ts';

const step = (id: string, status: string) =>
  JSON.stringify({ testStepFinished: { testCaseStartedId: id, testStepResult: { status } } });
const started = (id: string) => JSON.stringify({ testCaseStarted: { id } });
const ended = (id: string, willBeRetried = false) =>
  JSON.stringify({ testCaseFinished: { testCaseStartedId: id, willBeRetried } });
const over = JSON.stringify({ testRunFinished: {} });

test('the closing lines of TAP are counted, and what did not run counts as failed', () => {
  const text = 'ok 1 - x\n# tests 5\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(tallyTap(text), { passed: 2, failed: 3 });
});

test('TAP without closing lines is no result', () => {
  assert.equal(tallyTap('TAP version 13\nok 1 - x\n'), undefined);
});

test('a scenario passes when every step passed', () => {
  const lines = [started('a'), step('a', 'PASSED'), ended('a'), started('b'), step('b', 'PASSED')];
  const text = [...lines, step('b', 'UNDEFINED'), ended('b'), over].join('\n');
  assert.deepEqual(tallyMessages(text), { passed: 1, failed: 1 });
});

test('an attempt that is tried again is not counted', () => {
  const first = [started('a'), step('a', 'FAILED'), ended('a', true)];
  const second = [started('b'), step('b', 'PASSED'), ended('b'), over];
  assert.deepEqual(tallyMessages([...first, ...second].join('\n')), { passed: 1, failed: 0 });
});

test('a run that broke off is no result', () => {
  assert.equal(tallyMessages([started('a'), step('a', 'PASSED'), ended('a')].join('\n')), undefined);
});

test('tallies add up', () => {
  assert.deepEqual(addTallies({ passed: 1, failed: 2 }, { passed: 3, failed: 4 }), { passed: 4, failed: 6 });
});
