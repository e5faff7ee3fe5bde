import assert from 'node:assert/strict';
import test from 'node:test';
import { differencesOf } from './differences.ts';
import { matrixOf } from './matrix.ts';
import type { ScenarioResult } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';
import type { Origin, Verdict } from './verdict.ts';

function scenario(id: string, name: string, origins: readonly Origin[], verdict: Verdict): ScenarioResult {
  const [one] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(one !== undefined);
  return { ...one, id, name, origins, verdict, uri: 'features/server/nodes/connect.feature' };
}

const rows = (...scenarios: ScenarioResult[]) =>
  differencesOf({ ...SAMPLE_CONFORMANCE_RESULTS, scenarios }).map(
    ({ question, documented, shipped, did }) => [question, documented?.id, shipped?.id, did],
  );

test('scenarios of one name stand beside each other, with what the target did', () => {
  assert.deepEqual(
    rows(
      scenario('N-001', 'up', ['documented'], 'passed'),
      scenario('N-002', 'down', ['documented'], 'failed'),
      scenario('N-003', 'up', ['shipped'], 'not applicable'),
      scenario('N-004', 'gone', ['shipped'], 'not applicable'),
      scenario('N-005', 'both', ['documented', 'shipped'], 'passed'),
    ),
    [
      ['up', 'N-001', 'N-003', 'as documented'],
      ['down', 'N-002', undefined, 'otherwise'],
      ['gone', undefined, 'N-004', 'not judged'],
    ],
  );
});

test('the rows of an outline stand together, and what holds for some of them holds in part', () => {
  const outline = (row: number, origin: Origin, verdict: Verdict) => ({
    ...scenario(`N-001:${row}`, `row ${row}`, [origin], verdict),
    example: { row: String(row) },
  });
  assert.deepEqual(
    rows(
      outline(1, 'shipped', 'passed'),
      outline(2, 'shipped', 'failed'),
      outline(3, 'documented', 'not applicable'),
      outline(4, 'shipped', 'error'),
    ),
    [['row 3', 'N-001:3', 'N-001:1', 'in part']],
  );
});

test('the matrix counts what passed of what ran, and shows the worst', () => {
  const [row] = matrixOf([
    scenario('N-001', 'a', ['shipped'], 'passed'),
    scenario('N-002', 'b', ['shipped'], 'known failure'),
    scenario('N-003', 'c', ['shipped'], 'not run'),
  ]);
  assert.deepEqual(row?.cells, { must: { passed: 1, run: 2, notRun: 1, all: 3, worst: 'known failure' } });
});
