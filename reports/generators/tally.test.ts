import assert from 'node:assert/strict';
import test from 'node:test';
import { addTallies, isTallyTooInconclusive, tallyMessages, tallyTap } from './tally.ts';

const step = (id: string, status: string) =>
  JSON.stringify({ testStepFinished: { testCaseStartedId: id, testStepResult: { status } } });
const started = (id: string) => JSON.stringify({ testCaseStarted: { id } });
const ended = (id: string, willBeRetried = false) =>
  JSON.stringify({ testCaseFinished: { testCaseStartedId: id, willBeRetried } });
const over = JSON.stringify({ testRunFinished: {} });

test('the closing lines of TAP are counted, and what is still to do counts as failed', () => {
  const text = 'ok 1 - x\n# tests 5\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(tallyTap(text), { passed: 2, failed: 2, skipped: 1, inconclusive: 0 });
});

test('TAP without closing lines is no result', () => {
  assert.equal(tallyTap('TAP version 13\nok 1 - x\n'), undefined);
});

test('a scenario passes when every step passed', () => {
  const lines = [started('a'), step('a', 'PASSED'), ended('a'), started('b'), step('b', 'PASSED')];
  const text = [...lines, step('b', 'UNDEFINED'), ended('b'), over].join('\n');
  assert.deepEqual(tallyMessages(text), { passed: 1, failed: 1, skipped: 0, inconclusive: 0 });
});

test('an attempt that is tried again is not counted', () => {
  const first = [started('a'), step('a', 'FAILED'), ended('a', true)];
  const second = [started('b'), step('b', 'PASSED'), ended('b'), over];
  assert.deepEqual(tallyMessages([...first, ...second].join('\n')), {
    passed: 1,
    failed: 0,
    skipped: 0,
    inconclusive: 0,
  });
});

test('a scenario that this machine does not allow is skipped; steps behind one that failed are not', () => {
  const lines = [started('a'), step('a', 'SKIPPED'), step('a', 'SKIPPED'), step('a', 'PASSED'), ended('a')];
  const more = [started('b'), step('b', 'FAILED'), step('b', 'SKIPPED'), ended('b'), over];
  assert.deepEqual(tallyMessages([...lines, ...more].join('\n')), {
    passed: 0,
    failed: 1,
    skipped: 1,
    inconclusive: 0,
  });
});

test('a run that broke off is no result', () => {
  assert.equal(tallyMessages([started('a'), step('a', 'PASSED'), ended('a')].join('\n')), undefined);
});

test('what failed with a delay is inconclusive, however often it was tried', () => {
  const delay = (id: string) =>
    JSON.stringify({
      attachment: { mediaType: 'application/vnd.push-harness.delay+json', testCaseStartedId: id },
    });
  const first = [started('a'), step('a', 'FAILED'), delay('a'), ended('a', true)];
  const second = [started('b'), step('b', 'FAILED'), delay('b'), ended('b'), over];
  const text = [...first, ...second].join('\n');
  assert.deepEqual(tallyMessages(text), { passed: 0, failed: 0, skipped: 0, inconclusive: 1 });
});

test('one inconclusive scenario in a hundred is bearable', () => {
  assert.equal(isTallyTooInconclusive({ passed: 99, failed: 0, skipped: 0, inconclusive: 1 }), false);
  assert.equal(isTallyTooInconclusive({ passed: 98, failed: 0, skipped: 0, inconclusive: 2 }), true);
  assert.equal(isTallyTooInconclusive({ passed: 0, failed: 0, skipped: 0, inconclusive: 0 }), false);
});

test('tallies add up', () => {
  assert.deepEqual(
    addTallies(
      { passed: 1, failed: 2, skipped: 0, inconclusive: 1 },
      { passed: 3, failed: 4, skipped: 0, inconclusive: 0 },
    ),
    { passed: 4, failed: 6, skipped: 0, inconclusive: 1 },
  );
});
