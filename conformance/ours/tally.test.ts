import assert from 'node:assert/strict';
import test from 'node:test';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import { canRunHere } from '../scenarios/machine-needs.ts';
import { addTallies, EMPTY_TALLY, isTallyTooInconclusive, tallyOwn, tallyTap } from './tally.ts';

const SCENARIO: ScenarioResult = {
  id: 'QUORUM-001',
  name: 'a scenario that stands alone',
  topic: 'quorum',
  feature: 'Quorum',
  uri: 'features/server/quorum/quorum.feature',
  line: 1,
  level: 'must',
  origins: ['documented', 'shipped'],
  sections: [],
  needs: [],
  verdict: 'passed',
  durationMs: 1,
  attempts: 1,
  steps: [],
  journal: [],
};

/** Results of a run of these scenarios in the dialect documented. */
function resultsOf(
  scenarios: readonly Partial<ScenarioResult>[],
  others: Partial<ConformanceResults> = {},
): ConformanceResults {
  return {
    version: 1,
    tool: { name: 'push-jobs-harness', version: 'test' },
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:00:01Z',
    commandLine: ['conform'],
    interrupted: false,
    target: { name: 'ours', dialect: 'documented', capabilities: [], timings: {} },
    environment: {},
    counts: {} as ConformanceResults['counts'],
    problems: [],
    unmatched: [],
    scenarios: scenarios.map((each) => ({ ...SCENARIO, ...each })),
    ...others,
  };
}

test('the closing lines of TAP are counted, and what is still to do counts as failed', () => {
  const text = 'ok 1 - x\n# tests 5\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(tallyTap(text), { passed: 2, failed: 2, skipped: 1, inconclusive: 0 });
});

test('TAP without closing lines is no result', () => {
  assert.equal(tallyTap('TAP version 13\nok 1 - x\n'), undefined);
});

test('of ours only a pass passes', () => {
  const wrong = ['failed', 'error', 'quirk', 'known failure', 'unexpected pass', 'flaky', 'not run'] as const;
  const scenarios = [{}, ...wrong.map((verdict) => ({ verdict })), { verdict: 'inconclusive' as const }];
  assert.deepEqual(tallyOwn(resultsOf(scenarios), false), {
    passed: 1,
    failed: wrong.length,
    skipped: 0,
    inconclusive: 1,
  });
});

test('what was not selected is not counted', () => {
  assert.deepEqual(tallyOwn(resultsOf([{ verdict: 'not run' }]), true), EMPTY_TALLY);
});

test('what holds in the other dialect is not counted, and what ours does not offer has failed', () => {
  const scenarios = [
    { verdict: 'not applicable', origins: ['shipped'] },
    { verdict: 'not applicable', needs: ['restart'] },
  ] as const;
  assert.deepEqual(tallyOwn(resultsOf(scenarios), false), { ...EMPTY_TALLY, failed: 1 });
});

test('what this machine does not allow is skipped', { skip: canRunHere(['@needs:other-users']) }, () => {
  const scenarios = [{ verdict: 'not applicable', needs: ['other-users'] }] as const;
  assert.deepEqual(tallyOwn(resultsOf(scenarios), false), { ...EMPTY_TALLY, skipped: 1 });
});

for (const others of [
  { interrupted: true },
  { problems: ['a feature cannot be read'] },
  { hindrance: { by: 'harness', why: 'Cucumber has ended', remedy: 'run it again' } },
] as const)
  test(`a run with ${Object.keys(others)[0]} is no result`, () => {
    assert.equal(tallyOwn(resultsOf([{}], others), false), undefined);
  });

test('one inconclusive scenario in a hundred is bearable', () => {
  assert.equal(isTallyTooInconclusive({ passed: 99, failed: 0, skipped: 0, inconclusive: 1 }), false);
  assert.equal(isTallyTooInconclusive({ passed: 98, failed: 0, skipped: 0, inconclusive: 2 }), true);
  assert.equal(isTallyTooInconclusive({ passed: 0, failed: 0, skipped: 0, inconclusive: 0 }), false);
});

test('tallies add up', () => {
  assert.deepEqual(
    addTallies(
      { passed: 1, failed: 2, skipped: 0, inconclusive: 1 },
      { passed: 3, failed: 4, skipped: 0, inconclusive: 0 },
    ),
    { passed: 4, failed: 6, skipped: 0, inconclusive: 1 },
  );
});
