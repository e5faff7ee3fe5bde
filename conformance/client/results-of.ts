import { availableParallelism, totalmem } from 'node:os';
import { namesNoScenario } from '../../reports/generators/conformance/known-failures.ts';
import { quirkResults } from '../../reports/generators/conformance/quirks.ts';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import { CONFORMANCE_RESULTS_VERSION } from '../../reports/generators/conformance/results.ts';
import type {
  KnownFailure,
  QuirkFacts,
  TargetFacts,
} from '../../reports/generators/conformance/run-facts.ts';
import { VERDICTS, type Verdict } from '../../reports/generators/conformance/verdict.ts';
import type { CheckOutcome } from './check-outcome.ts';
import { TOPICS } from './checks/index.ts';

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
  readonly knownFailures: readonly KnownFailure[];
  /** What the catalogue says of quirks, by their names. */
  readonly quirks: Readonly<Record<string, QuirkFacts>>;
}

/** A run against a client in the form of all conformance results: a check stands where a scenario does. */
export function clientResultsOf(
  facts: ClientRunFacts,
  outcomes: readonly CheckOutcome[],
): ConformanceResults {
  const { toolVersion, knownFailures, quirks, ...rest } = facts;
  const scenarios = outcomes.map(scenarioOf);
  const count = (verdict: Verdict): number => scenarios.filter((each) => each.verdict === verdict).length;
  return {
    version: CONFORMANCE_RESULTS_VERSION,
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
    unmatched: knownFailures.map(({ id }) => id).filter((id) => namesNoScenario(id, ALL)),
    quirks: quirkResults(scenarios, { quirks, target: facts.target }),
    scenarios,
  };
}

const ALL = TOPICS.flatMap(({ checks }) => checks);

function scenarioOf({
  topic,
  check,
  verdict,
  durationMs,
  attempts,
  reason,
  excusedUntil,
  delay,
  expected,
  actual,
  stack,
  quirks,
  journal,
}: CheckOutcome): ScenarioResult {
  const step = `the client ${check.name}`;
  return {
    id: check.id,
    name: step,
    topic: topic.name,
    feature: topic.about,
    uri: `${topic.name}.checks`,
    line: 1,
    level: check.level,
    origins: ['documented', 'shipped'],
    sections: [{ key: check.source, title: check.source }],
    needs: [],
    verdict,
    ...(reason !== undefined && { reason }),
    ...(excusedUntil !== undefined && { excusedUntil }),
    durationMs,
    attempts,
    ...(delay !== undefined && { delay }),
    steps:
      verdict === 'not run'
        ? [{ text: step }]
        : [
            {
              text: step,
              status: expected === undefined && stack === undefined ? 'passed' : 'failed',
              durationMs,
            },
          ],
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
    quirks,
  };
}
