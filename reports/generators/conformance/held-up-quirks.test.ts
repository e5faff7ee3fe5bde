import assert from 'node:assert/strict';
import test from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import {
  AttachmentContentEncoding,
  type Envelope,
  IdGenerator,
  SourceMediaType,
  TestStepResultStatus,
} from '@cucumber/messages';
import { DELAY_MEDIA_TYPE } from './delay-media-type.ts';
import { modelOf } from './model-of.ts';
import { QUIRK_MEDIA_TYPE } from './quirk-media-type.ts';

const FEATURE = 'Feature: F\n  @A-001 @must\n  Scenario: one that is held up\n    Given it\n';
const AT = { seconds: 0, nanos: 0 };
const DELAY = { who: 'judge', ms: 700, bearsMs: 500 };
const QUIRK = { name: 'replays', evidence: 'ack_commit' };

/** One attempt after the other at the one scenario. */
function messages(attempts: readonly { readonly passes: boolean; readonly attached: Envelopes }[]) {
  const newId = IdGenerator.incrementing();
  const source = SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN;
  const options = { newId, includeSource: false, includeGherkinDocument: true, includePickles: true };
  const envelopes = [...generateMessages(FEATURE, 'features/a/a.feature', source, options)];
  const pickle = envelopes.find((each) => each.pickle !== undefined)?.pickle ?? assert.fail();
  const step = {
    id: 'step',
    pickleStepId: pickle.steps[0]?.id ?? '',
    stepDefinitionIds: ['a definition'],
  };
  envelopes.push({ testCase: { id: 'case', pickleId: pickle.id, testSteps: [step] } });
  for (const [attempt, { passes, attached }] of attempts.entries()) {
    const testCaseStartedId = `start ${attempt}`;
    const status = passes ? TestStepResultStatus.PASSED : TestStepResultStatus.FAILED;
    const ofStep = { testCaseStartedId, testStepId: 'step', timestamp: AT };
    const testStepResult = { status, duration: AT, ...(!passes && { message: 'Error: no' }) };
    envelopes.push(
      { testCaseStarted: { id: testCaseStartedId, testCaseId: 'case', attempt, timestamp: AT } },
      ...attached.map(([mediaType, value]): Envelope => {
        const contentEncoding = AttachmentContentEncoding.IDENTITY;
        return { attachment: { body: JSON.stringify(value), contentEncoding, mediaType, ...ofStep } };
      }),
      { testStepFinished: { ...ofStep, testStepResult } },
      { testCaseFinished: { testCaseStartedId, timestamp: AT, willBeRetried: attempt === 0 } },
    );
  }
  return envelopes;
}

type Envelopes = readonly (readonly [mediaType: string, value: unknown])[];

function judged(attempts: Parameters<typeof messages>[0]) {
  const { scenarios } = modelOf(messages(attempts), {
    tool: { name: 'push-jobs-harness', version: '0.0.0' },
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:00:01Z',
    commandLine: [],
    target: { name: 'a client', dialect: 'documented', capabilities: [], timings: {} },
    knownFailures: [],
    notRun: [],
    environment: {},
    interrupted: false,
  });
  return scenarios.map(({ verdict, quirks = [] }) => [verdict, ...quirks.map(({ name }) => name)]);
}

const HELD_UP = {
  passes: false,
  attached: [
    [QUIRK_MEDIA_TYPE, QUIRK],
    [DELAY_MEDIA_TYPE, DELAY],
  ],
} as const;

test('a quirk that was met while the judge was held up counts for nothing where another attempt counts', () => {
  assert.deepEqual(judged([HELD_UP, { passes: true, attached: [] }]), [['passed']]);
});

test('a quirk of an attempt that counts, or of one beside which there is no other, is told', () => {
  assert.deepEqual(judged([HELD_UP, { passes: true, attached: [[QUIRK_MEDIA_TYPE, QUIRK]] }]), [
    ['quirk', 'replays'],
  ]);
  assert.deepEqual(judged([HELD_UP]), [['inconclusive', 'replays']]);
});
