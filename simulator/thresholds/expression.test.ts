import assert from 'node:assert/strict';
import test from 'node:test';
import {
  BadExpression,
  labelsOf,
  metricsOf,
  parseThreshold,
  parseThresholds,
  UnknownMetric,
} from './expression.ts';
import { judgeThreshold, type MetricReader } from './verdict.ts';

const MEASURED: Readonly<Record<string, number>> = {
  nodes_requested: 200,
  nodes_available: 199,
  'vote_seconds.p99': 4.5,
  jobs_failed: 0,
};
const measured: MetricReader = (name) => MEASURED[name];
const isKept = (text: string) => judgeThreshold(parseThreshold(text), measured).isKept;

test('an expression compares metrics with numbers and with each other', () => {
  assert.equal(isKept('vote_seconds.p99 < 5'), true);
  assert.equal(isKept('vote_seconds.p99<=4.5'), true);
  assert.equal(isKept('nodes_available == nodes_requested'), false);
  assert.equal(isKept('nodes_available != nodes_requested'), true);
  assert.equal(isKept('jobs_failed > 0'), false);
});

test('it calculates: products before sums, parentheses before both', () => {
  assert.equal(isKept('nodes_available >= nodes_requested * 0.99'), true);
  assert.equal(isKept('1 + 2 * 3 == 7'), true);
  assert.equal(isKept('(1 + 2) * 3 == 9'), true);
  assert.equal(isKept('8 - 2 - 1 == 5'), true);
  assert.equal(isKept('8 / 2 / 2 == 2'), true);
});

test('what was never measured is a crossed threshold', () => {
  const verdict = judgeThreshold(parseThreshold('run_seconds.p99 < 5'), measured);
  assert.deepEqual(verdict, { threshold: 'run_seconds.p99 < 5', left: undefined, right: 5, isKept: false });
});

test('an unknown metric is an error with the list', () => {
  assert.throws(
    () => parseThreshold('vote_second.p99 < 5'),
    (error) =>
      error instanceof UnknownMetric &&
      /no metric 'vote_second.p99'; there are .*vote_seconds.p99/.test(error.message),
  );
  assert.throws(() => parseThreshold('vote_seconds < 5'), UnknownMetric);
});

test('labels tell groups and jobs apart, in one spelling', () => {
  for (const [text, name] of [
    ['job_seconds{job=converge}.p95 < 10', 'job_seconds{job=converge}.p95'],
    ['vote_seconds { job = "a.b" , group=slow }.p99<5', 'vote_seconds{group=slow,job=a.b}.p99'],
    ['nodes_available{group=web} == 80', 'nodes_available{group=web}'],
  ] as const)
    assert.deepEqual(metricsOf(parseThreshold(text).left), [name]);
  assert.deepEqual(labelsOf(parseThreshold('runs_failed{group=a,job=b} < runs_succeeded{job=c} * 2')), [
    { group: 'a', job: 'b' },
    { job: 'c' },
  ]);
  for (const [text, message] of [
    [
      'job_seconds{group=web}.p95 < 1',
      /^job_seconds is not known by group: by group there are nodes_requested, /,
    ],
    ['nodes_online{job=a}.min < 1', /^nodes_online is not known by job: by job there are jobs_planned, /],
    ['jobs_failed{node=a} < 1', /^'\{node=a\}' is no list of labels: give group=NAME or job=NAME, /],
    ['jobs_failed{} < 1', /^'\{\}' is no list of labels/],
    ['jobs_failed{job=a,job=b} < 1', /names job twice$/],
    ['jobs_fail{job=a} < 1', /jobs_fail is not known by job/],
  ] as const)
    assert.throws(() => parseThreshold(text), { name: 'BadExpression', message });
});

test('every other mistake names what is wrong', () => {
  const mistakes: Readonly<Record<string, RegExp>> = {
    '': /missing at the end/,
    jobs_failed: /no comparison/,
    'jobs_failed <': /missing at the end/,
    'jobs_failed = 0': /'= 0' cannot be read/,
    'jobs_failed < 1 < 2': /'<' is too much/,
    '(1 + 2 < 3': /'\)' is missing/,
    '* 1 < 2': /'\*' stands where/,
    'jobs_failed < 5 %': /'%' cannot be read/,
  };
  for (const [text, message] of Object.entries(mistakes)) {
    assert.throws(
      () => parseThreshold(text),
      (error) => error instanceof BadExpression && message.test(error.message),
      text,
    );
  }
});

test('several are put together with &&, and each is read as it is alone', () => {
  const two = parseThresholds('vote_seconds.p99 < 5 && (jobs_failed + 1) * 2 == 2');
  assert.deepEqual(
    two.map(({ text }) => text),
    ['vote_seconds.p99 < 5', '(jobs_failed + 1) * 2 == 2'],
  );
  assert.deepEqual(
    two.map((each) => judgeThreshold(each, measured).isKept),
    [true, true],
  );
  assert.deepEqual(parseThresholds('jobs_failed == 0'), [parseThreshold('jobs_failed == 0')]);
  for (const text of ['jobs_failed == 0 &&', '&& jobs_failed == 0', 'jobs_failed == 0 < 1 && 1 < 2'])
    assert.throws(() => parseThresholds(text), BadExpression, text);
  assert.throws(() => parseThreshold('1 < 2 && 1 < 2'), BadExpression);
});

test('the metrics of a term are known', () => {
  assert.deepEqual(metricsOf(parseThreshold('nodes_available / (nodes_requested + 1) > 0').left), [
    'nodes_available',
    'nodes_requested',
  ]);
});
