import { availableParallelism, totalmem } from 'node:os';
import type { ConformanceResults, ScenarioResult } from '../reports/generators/conformance/results.ts';
import { RESULTS_VERSION } from '../reports/generators/conformance/results.ts';
import type { TargetFacts } from '../reports/generators/conformance/run-facts.ts';
import { VERDICTS, type Verdict } from '../reports/generators/conformance/verdict.ts';
import type { Outcome } from './outcome.ts';

/** What is known of a run besides the outcomes of its checks. */
export interface ClientRunFacts {
  readonly toolVersion: string;
  /** ISO 8601, as the next. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The words after `push-harness`. */
  readonly commandLine: readonly string[];
  readonly interrupted: boolean;
  readonly target: TargetFacts;
}

/** A run against a client in the form of all conformance results: a check stands where a scenario does. */
export function resultsOf(facts: ClientRunFacts, outcomes: readonly Outcome[]): ConformanceResults {
  const { toolVersion, ...rest } = facts;
  const scenarios = outcomes.map(scenarioOf);
  const count = (verdict: Verdict): number => scenarios.filter((each) => each.verdict === verdict).length;
  return {
    version: RESULTS_VERSION,
    tool: { name: 'push-jobs-harness', version: toolVersion },
    ...rest,
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: availableParallelism(),
      memoryMb: Math.round(totalmem() / 2 ** 20),
    },
    counts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<
      Verdict,
      number
    >,
    problems: [],
    unmatched: [],
    scenarios,
  };
}

function scenarioOf({
  topic,
  check,
  verdict,
  durationMs,
  reason,
  expected,
  actual,
  stack,
  journal,
}: Outcome): ScenarioResult {
  const step = `the client ${check.name}`;
  return {
    id: check.id,
    name: check.name,
    topic: topic.name,
    feature: topic.about,
    rule: `The client ${check.name} (${check.source})`,
    uri: `${topic.name}.checks`,
    line: 1,
    level: check.level,
    origins: ['documented', 'shipped'],
    sections: [],
    needs: [],
    verdict,
    ...(reason !== undefined && { reason }),
    durationMs,
    attempts: verdict === 'not run' ? 0 : 1,
    steps:
      verdict === 'not run'
        ? [{ text: step }]
        : [{ text: step, status: verdict === 'passed' ? 'passed' : 'failed', durationMs }],
    ...(expected !== undefined && {
      failure: {
        step,
        message: `expected ${expected}; it was ${actual ?? ''}`,
        expected,
        actual: actual ?? '',
      },
    }),
    ...(stack !== undefined && { failure: { step, message: 'the harness failed', stack } }),
    journal,
  };
}
