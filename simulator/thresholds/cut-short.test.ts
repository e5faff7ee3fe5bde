import assert from 'node:assert/strict';
import test from 'node:test';
import { mayBeCutShort } from './cut-short.ts';
import { parseThreshold } from './expression.ts';
import { judgeThreshold } from './verdict.ts';

const MEASURED: Readonly<Record<string, number>> = {
  jobs_complete: 3,
  'jobs_complete{job=a}': 3,
  jobs_failed: 2,
  runs_succeeded: 30,
  nodes_available: 6,
  nodes_requested: 10,
  'job_seconds.p95': 12,
  'job_seconds.count': 3,
};

function may(expression: string, cut = { jobs: 5, nodes: 4 }): boolean {
  const threshold = parseThreshold(expression);
  return mayBeCutShort(
    threshold,
    judgeThreshold(threshold, (name) => MEASURED[name]),
    cut,
  );
}

test("a count that the rest of the plan could have reached is not the server's fault", () => {
  for (const expression of [
    'jobs_complete >= 8',
    'jobs_complete == 5',
    'jobs_complete{job=a} > 7',
    'runs_succeeded >= 300',
    'job_seconds.count > 3',
    'nodes_available == nodes_requested',
    'ready_seconds < 60',
  ])
    assert.equal(may(expression), true, expression);
});

test('what the rest of the plan could not have mended stays crossed', () => {
  for (const expression of [
    'jobs_complete >= 9',
    'jobs_complete < 3',
    'jobs_failed == 0',
    'jobs_failed >= 3',
    'nodes_available >= 11',
    'job_seconds.p95 < 10',
    'job_seconds.p99 < 10',
    'jobs_complete >= 1',
    'jobs_complete / jobs_failed >= 2',
  ])
    assert.equal(may(expression), false, expression);
  assert.equal(may('nodes_available == nodes_requested', { jobs: 5, nodes: 0 }), false);
  assert.equal(may('ready_seconds < 60', { jobs: 5, nodes: 0 }), false);
});
