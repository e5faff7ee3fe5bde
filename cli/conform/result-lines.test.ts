import assert from 'node:assert/strict';
import test from 'node:test';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from '../../reports/generators/conformance/testing/sample-run.ts';
import { plain } from '../output/paint.ts';
import { attentionLines, countLine, failureLines } from './result-lines.ts';

const LOOK = { paint: plain, width: Number.POSITIVE_INFINITY };

const FAILED: ScenarioResult = {
  id: 'JOBS-001',
  name: 'a job on one node',
  rule: 'a job ends',
  topic: 'jobs',
  feature: 'Jobs',
  uri: 'features/server/jobs/jobs.feature',
  line: 1,
  level: 'must',
  origins: ['documented'],
  sections: [],
  needs: [],
  verdict: 'failed',
  durationMs: 1,
  attempts: 1,
  steps: [],
  failure: {
    step: 'Then the job ends as complete',
    message: 'Expected values to be strictly equal:',
    expected: 'complete',
    actual: 'quorum_failed',
  },
  journal: [],
};

const resultsOf = (scenarios: readonly ScenarioResult[]): ConformanceResults => ({
  ...SAMPLE_CONFORMANCE_RESULTS,
  scenarios,
});

test('a failure is its rule and scenario, its step, what was expected and what was there', () => {
  assert.deepEqual(failureLines(resultsOf([FAILED]), LOOK), [
    '',
    'JOBS-001 failed: a job ends: a job on one node (must)',
    '  Then the job ends as complete',
    '  expected  complete',
    '  actual    quorum_failed',
  ]);
});

test('scenarios that failed in the same way stand together, whatever the run has named its jobs and nodes', () => {
  const waited = (id: string, job: string, node: string): ScenarioResult => ({
    ...FAILED,
    id,
    failure: {
      step: 'And a job is running',
      message: `wanted of ${node}: run for job ${job}\nits last 30 entries:\n  2026-12-01T10:04:00.339Z a\n  2026-12-01T10:04:00.440Z b`,
      expected: `${node}: run for job ${job}`,
      actual: 'its last 30 entries:\n  2026-12-01T10:04:00.339Z a\n  2026-12-01T10:04:00.440Z b',
    },
  });
  const many = Array.from({ length: 14 }, (_, index) =>
    waited(
      `JOBS-1${String(index).padStart(2, '0')}`,
      index.toString(16).padStart(32, '0'),
      `web${index}-9cba5cb${index % 10}-3e-${index}`,
    ),
  );
  const lines = failureLines(resultsOf([{ ...FAILED, level: 'may' }, ...many]), LOOK);
  assert.match(
    lines[1] ?? '',
    /^14 scenarios failed in the same way: JOBS-100, JOBS-101, .*JOBS-111, and 2 more$/,
  );
  assert.equal(lines[2], '  JOBS-100: a job ends: a job on one node (must)');
  assert.equal(lines[5], '  actual    at last 2026-12-01T10:04:00.440Z b');
  // a must before a may, though the may is first in the run
  assert.equal(lines[7], 'JOBS-001 failed: a job ends: a job on one node (may)');
});

test('text of a server stays on its line, is cut to the terminal, and obeys nobody', () => {
  const failure = {
    ...FAILED.failure,
    expected: '1',
    actual: `2\n::error::x \u001b[31m##[error]${'y'.repeat(900)}`,
  };
  const lines = failureLines(resultsOf([{ ...FAILED, failure } as ScenarioResult]), {
    paint: plain,
    width: 60,
  });
  assert.equal(lines.length, 5);
  assert.match(lines[4] ?? '', /^ {2}actual {4}2 ::error::x \\x1b\[31m## \[error\]y+…$/);
  for (const line of lines) assert.ok(!/^\s*::|##\[/.test(line), line);
});

test('of long values that begin alike the difference is shown', () => {
  const [expected, actual] = ['a', 'b'].map((last) => `${'same '.repeat(200)}${last}`);
  const failure = { ...FAILED.failure, expected, actual };
  const lines = failureLines(resultsOf([{ ...FAILED, failure } as ScenarioResult]), LOOK);
  assert.match(lines[3] ?? '', /^ {2}expected {2}….{24}a$/);
  assert.match(lines[4] ?? '', /^ {2}actual {4}….{24}b$/);
});

test('at the end what asks for attention is a line each, the worst first, and known failures have their reason', () => {
  const lines = attentionLines(SAMPLE_CONFORMANCE_RESULTS, LOOK);
  const { counts } = SAMPLE_CONFORMANCE_RESULTS;
  const verdicts = ['failed', 'error', 'unexpected pass', 'inconclusive', 'flaky', 'known failure'] as const;
  assert.deepEqual(
    lines.map((line) => line.split(/ {2,}/)[0]),
    verdicts.flatMap((verdict) => Array<string>(counts[verdict]).fill(verdict)),
  );
  assert.match(
    lines.find((line) => line.includes('QUORUM-003')) ?? '',
    /^known failure {4}should {2}QUORUM-003 .*\(events come out of order, ticket 4711\)$/,
  );
});

test('how many have each verdict, and the time', () => {
  assert.match(
    countLine(SAMPLE_CONFORMANCE_RESULTS),
    /^5 failed, 4 error, .* 2 not applicable in 42\.5 s\.$/,
  );
});
