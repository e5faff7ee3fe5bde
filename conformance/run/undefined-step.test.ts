import assert from 'node:assert/strict';
import test from 'node:test';
import { AttachmentContentEncoding, type Envelope, type TestStepResultStatus } from '@cucumber/messages';
import { Query } from '@cucumber/query';
import { attemptOf } from '../../reports/generators/conformance/attempt.ts';
import { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
import type { Candidate } from '../plan/candidate.ts';
import { AttemptAgain } from './attempt-again.ts';
import { Progress } from './progress.ts';

const AT = { seconds: 0, nanos: 0 };
const START = { id: 'start', testCaseId: 'case', attempt: 0, timestamp: AT };
const PICKLE = {
  ...{ id: 'pickle', uri: 'x.feature', name: 'x', language: 'en', astNodeIds: [], tags: [] },
  location: { line: 3 },
};

/** One attempt at a scenario whose steps came to this, while the machine was too slow. */
function delayed(statuses: readonly string[]): readonly Envelope[] {
  const steps = statuses.map((_, index) => ({
    id: `pickle-step-${index}`,
    text: 'a step',
    astNodeIds: ['step'],
  }));
  const testSteps = statuses.map((_, index) => ({
    id: `step-${index}`,
    pickleStepId: `pickle-step-${index}`,
  }));
  const envelopes = [
    { pickle: { ...PICKLE, steps } },
    { testCase: { id: 'case', pickleId: 'pickle', testSteps } },
    { testCaseStarted: START },
    ...statuses.map((status, index) => ({
      testStepFinished: {
        testCaseStartedId: 'start',
        testStepId: `step-${index}`,
        testStepResult: { status: status as TestStepResultStatus, duration: AT },
        timestamp: AT,
      },
    })),
    {
      attachment: {
        body: '{"who":"judge","ms":500,"bearsMs":100}',
        contentEncoding: AttachmentContentEncoding.IDENTITY,
        mediaType: DELAY_MEDIA_TYPE,
        testCaseStartedId: 'start',
        testStepId: `step-${statuses.length - 1}`,
      },
    },
    { testCaseFinished: { testCaseStartedId: 'start', timestamp: AT, willBeRetried: false } },
  ];
  return envelopes as unknown as readonly Envelope[];
}

/** What the report, the progress and the second run make of it. */
function made(statuses: readonly string[]) {
  const envelopes = delayed(statuses);
  const query = new Query();
  for (const envelope of envelopes) query.update(envelope);
  const { came, failure } = attemptOf(query, START) ?? {};
  const progress = new Progress([{ uri: 'x.feature', line: 3 } as Candidate]);
  const end = envelopes.map((envelope) => progress.take(envelope)).find((each) => each !== undefined);
  const again = new AttemptAgain(() => true);
  for (const envelope of envelopes) again.first(envelope);
  return {
    came,
    why: failure?.message,
    outcome: end?.outcome,
    said: end?.failure?.message,
    again: again.heldUp,
  };
}

test('a step that nobody has defined is our own fault, however slow the machine was and whatever failed before it', () => {
  for (const statuses of [['UNDEFINED'], ['PASSED', 'UNDEFINED', 'SKIPPED'], ['FAILED', 'UNDEFINED']]) {
    const why = 'no step definition matches';
    assert.deepEqual(
      made(statuses),
      { came: 'broken', why, outcome: 'failed', said: why, again: [] },
      statuses.join(),
    );
  }
  assert.equal(made(['FAILED', 'AMBIGUOUS']).why, 'several step definitions match');
});

test('what failed otherwise while the machine was too slow is run again', () => {
  const { came, outcome, again } = made(['PASSED', 'FAILED']);
  assert.deepEqual({ came, outcome, again }, { came: 'held up', outcome: 'held up', again: ['x.feature:3'] });
});
