import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateMessages } from '@cucumber/gherkin';
import { type Envelope, IdGenerator, SourceMediaType, TestStepResultStatus } from '@cucumber/messages';
import type { FeatureRunOptions, RunFeatures } from '../run/run-features.ts';

/** What comes of one attempt at a scenario. */
export type AttemptOutcome = keyof typeof TestStepResultStatus;

const AT = { seconds: 0, nanos: 0 };

/**
 * A Cucumber that runs nothing, and says of each scenario what it is told to, one after the other.
 * @param outcome of the scenario with this name
 */
export function fakeCucumber(
  outcome: (name: string, options: FeatureRunOptions) => AttemptOutcome,
): RunFeatures {
  return async (options) => {
    const newId = IdGenerator.incrementing();
    const uris = [...new Set(options.selected.map((place) => place.replace(/:\d+$/, '')))];
    const envelopes = uris.flatMap((uri) =>
      generateMessages(
        readFileSync(join(options.root, uri), 'utf8'),
        uri,
        SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
        { newId, includeSource: false, includeGherkinDocument: true, includePickles: true },
      ),
    );
    for (const envelope of envelopes) options.onMessage(envelope);
    for (const { pickle } of envelopes) {
      if (pickle === undefined || !options.selected.includes(`${pickle.uri}:${pickle.location?.line}`))
        continue;
      const status = TestStepResultStatus[outcome(pickle.name, options)];
      for (const envelope of attempt(newId, pickle.id, pickle.steps[0]?.id ?? '', status))
        options.onMessage(envelope);
    }
  };
}

function attempt(
  newId: IdGenerator.NewId,
  pickleId: string,
  pickleStepId: string,
  status: TestStepResultStatus,
): readonly Envelope[] {
  const [testCaseId, testCaseStartedId, testStepId] = [newId(), newId(), newId()];
  return [
    {
      testCase: {
        id: testCaseId,
        pickleId,
        testSteps: [{ id: testStepId, pickleStepId, stepDefinitionIds: ['a definition'] }],
      },
    },
    { testCaseStarted: { id: testCaseStartedId, testCaseId, attempt: 0, timestamp: AT } },
    { testStepStarted: { testCaseStartedId, testStepId, timestamp: AT } },
    {
      testStepFinished: {
        testCaseStartedId,
        testStepId,
        testStepResult: { status, duration: AT, message: 'Error: no' },
        timestamp: AT,
      },
    },
    { testCaseFinished: { testCaseStartedId, timestamp: AT, willBeRetried: false } },
  ];
}
