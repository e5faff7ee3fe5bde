import assert from 'node:assert/strict';
import test from 'node:test';
import { AttachmentContentEncoding, type Envelope, TestStepResultStatus } from '@cucumber/messages';
import { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
import { AttemptAgain } from './attempt-again.ts';

const AT = { seconds: 0, nanos: 0 };

/** What Cucumber tells of a run of one scenario, with ids of its own. */
function run(
  prefix: string,
  status: keyof typeof TestStepResultStatus,
  isDelayed: boolean,
): readonly Envelope[] {
  const id = (name: string): string => `${prefix}-${name}`;
  const start = id('start');
  return [
    {
      pickle: {
        id: id('pickle'),
        uri: 'x.feature',
        name: 'x',
        language: 'en',
        astNodeIds: [],
        tags: [],
        location: { line: 3 },
        steps: [],
      },
    },
    { testRunStarted: { id: id('run'), timestamp: AT } },
    { testCase: { id: id('case'), pickleId: id('pickle'), testSteps: [{ id: id('step') }] } },
    { testCaseStarted: { id: start, testCaseId: id('case'), attempt: 0, timestamp: AT } },
    {
      testStepFinished: {
        testCaseStartedId: start,
        testStepId: id('step'),
        testStepResult: { status: TestStepResultStatus[status], duration: AT },
        timestamp: AT,
      },
    },
    ...(isDelayed
      ? [
          {
            attachment: {
              body: '{}',
              contentEncoding: AttachmentContentEncoding.IDENTITY,
              mediaType: DELAY_MEDIA_TYPE,
              testCaseStartedId: start,
            },
          },
        ]
      : []),
    { testCaseFinished: { testCaseStartedId: start, timestamp: AT, willBeRetried: false } },
    { testRunFinished: { success: status === 'PASSED', timestamp: AT, testRunStartedId: id('run') } },
  ];
}

test('the second run is another attempt at the test cases of the first', () => {
  const merged = new AttemptAgain(() => true);
  const first = run('a', 'FAILED', true).flatMap((envelope) => merged.first(envelope));
  assert.deepEqual(merged.heldUp, ['x.feature:3']);
  assert.equal(first.at(-1)?.testCaseFinished?.willBeRetried, true);
  const second = run('b', 'PASSED', false).flatMap((envelope) => merged.again(envelope));
  assert.deepEqual(second[0], {
    testCaseStarted: { id: 'b-start', testCaseId: 'a-case', attempt: 1, timestamp: AT },
  });
  assert.equal(second[1]?.testStepFinished?.testStepId, 'a-step');
  assert.equal(second[2]?.testCaseFinished?.willBeRetried, false);
  assert.equal(second.length, 3);
  assert.deepEqual(merged.end(), [
    { testRunFinished: { success: true, timestamp: AT, testRunStartedId: 'a-run' } },
  ]);
});

test('what failed without a delay, or is not worth it, is not tried again', () => {
  const prompt = new AttemptAgain(() => true);
  const told = run('a', 'FAILED', false).flatMap((envelope) => prompt.first(envelope));
  assert.deepEqual(prompt.heldUp, []);
  assert.equal(told.at(-1)?.testCaseFinished?.willBeRetried, false);
  assert.equal(prompt.end()[0]?.testRunFinished?.success, false);
  const known = new AttemptAgain((place) => place !== 'x.feature:3');
  for (const envelope of run('a', 'FAILED', true)) known.first(envelope);
  assert.deepEqual(known.heldUp, []);
});

test('a second run that fails as well is no success', () => {
  const merged = new AttemptAgain(() => true);
  for (const envelope of run('a', 'FAILED', true)) merged.first(envelope);
  for (const envelope of run('b', 'FAILED', true)) merged.again(envelope);
  assert.equal(merged.end()[0]?.testRunFinished?.success, false);
});
