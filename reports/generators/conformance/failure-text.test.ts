import assert from 'node:assert/strict';
import test from 'node:test';
import { bounded, failureOf, headline } from './failure-text.ts';

const STACK =
  '\n    at World.<anonymous> (/harness/steps/jobs.steps.ts:64:10)\n    at next (node:internal:1:2)';

test('an assertion is taken apart into what was expected and what was there', () => {
  const text = `AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n500 !== 400\n\n    + expected - actual\n\n    -500\n    +400\n${STACK}`;
  const failure = failureOf('Then the answer is 400', text);
  assert.deepEqual(
    { ...failure, stack: undefined },
    {
      step: 'Then the answer is 400',
      message: 'Expected values to be strictly equal:\n\n500 !== 400',
      expected: '400',
      actual: '500',
      stack: undefined,
    },
  );
  assert.match(failure.stack ?? '', /^ {4}at World/);
  assert.equal(headline(failure), 'expected 400, got 500');
});

test('of several lines each side has those that both share', () => {
  const text = 'AssertionError: not alike\n    + expected - actual\n\n     [\n    -  1\n    +  2\n     ]\n';
  const { expected, actual } = failureOf('', text);
  assert.equal(expected, '[\n  2\n]');
  assert.equal(actual, '[\n  1\n]');
});

test('a message of its own is kept, and what Node lays beside each other is not told twice', () => {
  const text =
    "AssertionError [ERR_ASSERTION]: the job ended otherwise\n+ actual - expected\n\n+ 'complete'\n- 'crashed'\n    + expected - actual\n\n    -complete\n    +crashed\n";
  assert.deepEqual(failureOf('', text), {
    step: '',
    message: 'the job ended otherwise',
    expected: 'crashed',
    actual: 'complete',
  });
});

test('a wait that gave up says what it wanted and what it saw', () => {
  const forms: readonly (readonly [string, string, string])[] = [
    ['wanted of feed 1: job_complete\nseen: start, rehab', 'feed 1: job_complete', 'start, rehab'],
    ['wanted: node web1 up; seen at last: {"status":"down"}', 'node web1 up', '{"status":"down"}'],
    ['wanted available: web1, web2; still not: web2', 'available: web1, web2', 'web2'],
    ['wanted of web1: idle\nits last 2 entries:\n  a\n  b', 'web1: idle', 'its last 2 entries:\n  a\n  b'],
  ];
  for (const [message, expected, actual] of forms) {
    const failure = failureOf('', `Error: ${message}${STACK}`);
    assert.equal(failure.expected, expected);
    assert.equal(failure.actual, actual);
  }
});

test('any other error keeps its message, and its headline is the first line', () => {
  const failure = failureOf('', `Error: connect ECONNREFUSED\nsecond line${STACK}`);
  assert.equal(failure.message, 'connect ECONNREFUSED\nsecond line');
  assert.equal(failure.expected, undefined);
  assert.equal(headline(failure), 'connect ECONNREFUSED');
});

test('true against false is said by the message alone', () => {
  const text =
    'AssertionError [ERR_ASSERTION]: web1 is away\n    + expected - actual\n\n    -false\n    +true\n';
  assert.deepEqual(failureOf('', text), { step: '', message: 'web1 is away' });
});

test('text without end is cut, and the cut is told', () => {
  assert.equal(bounded('short'), 'short');
  assert.match(bounded('x'.repeat(20_000)), /x\n… 3616 characters more$/);
});
