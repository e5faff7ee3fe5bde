import assert from 'node:assert/strict';
import test from 'node:test';
import { conclusionOf } from '../../reports/generators/conformance/conclusion.ts';
import { exitCodeOf } from '../../reports/generators/conformance/exit-code.ts';
import { junitXml } from '../../reports/generators/conformance/junit-xml.ts';
import { conformanceSummaryMarkdown } from '../../reports/generators/conformance/summary-md.ts';
import type { CheckOutcome } from './check-outcome.ts';
import { TOPICS } from './checks/index.ts';
import { clientResultsOf } from './results-of.ts';

const [topic = assert.fail()] = TOPICS;
const [first = assert.fail(), second = assert.fail(), third = assert.fail()] = topic.checks;

const FACTS = {
  toolVersion: '1.2.3',
  startedAt: '2026-11-21T07:00:00.000Z',
  endedAt: '2026-11-21T07:00:02.000Z',
  commandLine: ['conform-client', '--command', './client'],
  interrupted: false,
  target: {
    name: './client',
    dialect: 'documented',
    capabilities: [],
    timings: {},
    acceptedQuirks: ['world-readable-file'],
  },
  knownFailures: [],
  quirks: {},
} as const;

const OUTCOMES: readonly CheckOutcome[] = [
  { topic, check: first, verdict: 'passed', attempts: 1, durationMs: 12, quirks: [], journal: [] },
  {
    topic,
    check: second,
    verdict: 'failed',
    attempts: 1,
    durationMs: 30,
    expected: 'a key',
    actual: 'nothing',
    quirks: [],
    journal: [],
  },
  {
    topic,
    check: third,
    verdict: 'not run',
    attempts: 0,
    durationMs: 0,
    reason: 'the client did not get in',
    quirks: [],
    journal: [],
  },
];

test('checks testbed where scenarios do, so that the same reports can be made of them', () => {
  const results = clientResultsOf(FACTS, OUTCOMES);
  assert.deepEqual(
    results.scenarios.map(({ id, verdict, attempts }) => [id, verdict, attempts]),
    [
      ['CLIENT-001', 'passed', 1],
      ['CLIENT-002', 'failed', 1],
      ['CLIENT-003', 'not run', 0],
    ],
  );
  const { passed, failed, 'not run': notRun, error } = results.counts;
  assert.deepEqual([passed, failed, notRun, error], [1, 1, 1, 0]);
  assert.equal(exitCodeOf(results), 1);
  assert.equal(conclusionOf(results).headline, 'Does not conform: 1 of 2 musts failed');
  assert.match(
    junitXml(results),
    /<testcase classname="contact\.contact.*" name="CLIENT-002 .*: the client announces/,
  );
  assert.match(
    conformanceSummaryMarkdown(results),
    /push-harness conform-client CLIENT-002 --command .\/client/,
  );
});

test('an error of the harness is told as one', () => {
  const broken: CheckOutcome = {
    topic,
    check: first,
    verdict: 'error',
    attempts: 1,
    durationMs: 1,
    stack: 'TypeError',
    quirks: [],
    journal: [],
  };
  assert.equal(exitCodeOf(clientResultsOf(FACTS, [broken])), 70);
});
