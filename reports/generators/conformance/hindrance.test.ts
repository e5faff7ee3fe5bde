import assert from 'node:assert/strict';
import test from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { listParts } from '../html/list.ts';
import { junitXml } from './junit-xml.ts';
import { modelOf } from './model-of.ts';
import { NOT_JUDGED_MEDIA_TYPE } from './not-judged.ts';
import { conformanceReportHtml } from './report-html.ts';
import { rerunText } from './rerun.ts';
import type { ConformanceResults } from './results.ts';
import { conformanceSummaryMarkdown } from './summary-md.ts';
import { SAMPLE_CONFORMANCE_RESULTS, SAMPLE_FACTS, SAMPLE_MESSAGES } from './testing/sample-run.ts';

const HINDRANCE = {
  by: 'target',
  why: 'the target no longer answers <502>',
  remedy: 'start it again, and judge the rest with --rerun',
} as const;

/** A scenario that failed, and a step of it. */
const FAILED = SAMPLE_CONFORMANCE_RESULTS.scenarios.find(({ verdict }) => verdict === 'failed')?.id ?? '';

/** The messages of the sample, with a note that this scenario could not be judged. */
function noted(id: string, note: object): readonly Envelope[] {
  const { uri, line } = SAMPLE_CONFORMANCE_RESULTS.scenarios.find((each) => each.id === id) ?? {
    uri: '',
    line: 0,
  };
  const pickle = SAMPLE_MESSAGES.find(
    (each) => each.pickle?.uri === uri && each.pickle.location?.line === line,
  )?.pickle;
  const testCase = SAMPLE_MESSAGES.find((each) => each.testCase?.pickleId === pickle?.id)?.testCase;
  return SAMPLE_MESSAGES.flatMap((envelope) => {
    const start = SAMPLE_MESSAGES.findLast((each) => each.testCaseStarted?.testCaseId === testCase?.id);
    const { testStepFinished } = envelope;
    const isLast = testStepFinished?.testCaseStartedId === start?.testCaseStarted?.id;
    if (!isLast || testStepFinished?.testStepId !== testCase?.testSteps.at(-1)?.id) return [envelope];
    const attachment = {
      body: JSON.stringify(note),
      mediaType: NOT_JUDGED_MEDIA_TYPE,
      contentEncoding: 'IDENTITY',
      testCaseStartedId: start?.testCaseStarted?.id,
      testStepId: testStepFinished?.testStepId,
    };
    return [{ attachment } as Envelope, envelope];
  });
}

/** A run that was cut off while its first scenario was under way. */
function cutOff(): ConformanceResults {
  const started = SAMPLE_MESSAGES.findIndex((each) => each.testCaseStarted !== undefined);
  return modelOf(SAMPLE_MESSAGES.slice(0, started + 2), { ...SAMPLE_FACTS, hindrance: HINDRANCE });
}

const of = (id: string, { scenarios }: ConformanceResults) => scenarios.find((each) => each.id === id);

test('a scenario that says that it could not be judged is no failure, whatever its steps came to', () => {
  const results = modelOf(noted(FAILED, { why: 'a hook of it failed', hinders: true }), SAMPLE_FACTS);
  const { verdict, reason, isHindered, failure, journal } = of(FAILED, results) ?? {};
  assert.deepEqual(
    [verdict, reason, isHindered, failure, journal],
    ['not run', 'a hook of it failed', true, undefined, []],
  );
  assert.equal(results.hindrance?.why, 'a hook of it failed');
  assert.equal(results.hindrance?.by, 'target');
});

test('what hinders nobody else is the reason of its scenario alone', () => {
  const results = modelOf(noted(FAILED, { why: 'too few keys' }), SAMPLE_FACTS);
  const { verdict, reason, isHindered } = of(FAILED, results) ?? {};
  assert.deepEqual([verdict, reason, isHindered], ['not run', 'too few keys', undefined]);
  assert.equal(results.hindrance, undefined);
});

test('where a run was cut short, scenarios without a reason of their own have that reason', () => {
  const results = cutOff();
  const left = results.scenarios.filter(({ isHindered }) => isHindered);
  assert.ok(left.length > 0);
  assert.ok(left.every(({ verdict, reason }) => verdict === 'not run' && reason === HINDRANCE.why));
  assert.equal(of('NODES-002', results)?.isHindered, undefined, 'it was not to run');
  const rerun = rerunText(results).split('\n');
  for (const { id } of left) assert.ok(rerun.includes(id), id);
});

test('every report tells what happened and what to do', () => {
  const results = cutOff();
  const sentence =
    /The target no longer answers &lt;502&gt;\. Start it again, and judge the rest with --rerun\./;
  assert.match(conformanceReportHtml(results, listParts()), sentence);
  assert.match(
    conformanceSummaryMarkdown(results),
    /- The target no longer answers .*502.*\. Start it again, and judge the rest/,
  );
  const hindered = results.scenarios.filter(({ isHindered }) => isHindered).length;
  const errors = [
    ...junitXml(results).matchAll(
      /<error message="the target no longer answers &lt;502&gt;" type="not run"/g,
    ),
  ];
  assert.equal(errors.length, hindered);
});
