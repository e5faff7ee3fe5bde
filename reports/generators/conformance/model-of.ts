import type { Envelope, Pickle, TestCaseStarted } from '@cucumber/messages';
import { type Lineage, Query } from '@cucumber/query';
import { type AttemptResult, attemptOf, problemOf, stepText } from './attempt.ts';
import { delayText } from './delays.ts';
import { excuseFor, namesNoScenario } from './known-failures.ts';
import { eachOnce, quirkResults } from './quirks.ts';
import {
  CONFORMANCE_RESULTS_VERSION,
  type ConformanceResults,
  type QuirkMet,
  type ScenarioResult,
} from './results.ts';
import type { RunFacts } from './run-facts.ts';
import { idsIn, levelsIn, needsIn, originsIn, sectionsIn } from './tags.ts';
import { topicOf } from './topic-of.ts';
import { VERDICTS, type Verdict, verdictOf } from './verdict.ts';

/**
 * One run as its messages and the runner tell it. Scenarios that have no test case and no reason from the runner did not
 * run because the run ended before.
 * @param messages - Cucumber's messages of one run, in their order
 */
export function modelOf(messages: Iterable<Envelope>, facts: RunFacts): ConformanceResults {
  const query = new Query();
  const starts = new Map<string, TestCaseStarted[]>();
  const problems: string[] = [];
  for (const envelope of messages) {
    query.update(envelope);
    const problem = problemOf(envelope);
    if (problem !== undefined) problems.push(problem);
    const started = envelope.testCaseStarted;
    const pickle = started === undefined ? undefined : query.findPickleBy(started);
    if (started === undefined || pickle === undefined) continue;
    starts.set(pickle.id, [...(starts.get(pickle.id) ?? []), started]);
  }
  const scenarios = query
    .findAllPickles()
    .map((pickle) => scenarioOf(query, pickle, starts.get(pickle.id) ?? [], facts))
    .toSorted(inOrder);
  return {
    version: CONFORMANCE_RESULTS_VERSION,
    tool: facts.tool,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    commandLine: facts.commandLine,
    interrupted: facts.interrupted,
    target: facts.target,
    environment: facts.environment,
    counts: countsOf(scenarios),
    problems,
    ...hindranceOf(scenarios, facts),
    unmatched: facts.knownFailures.map(({ id }) => id).filter((id) => namesNoScenario(id, scenarios)),
    quirks: quirkResults(scenarios, facts),
    scenarios,
  };
}

function scenarioOf(
  query: Query,
  pickle: Pickle,
  starts: readonly TestCaseStarted[],
  facts: RunFacts,
): ScenarioResult {
  const lineage = query.findLineageBy(pickle) ?? {};
  const tags = pickle.tags.map(({ name }) => name);
  const row = rowOf(lineage);
  const line = query.findLocationOf(pickle)?.line ?? 0;
  const [given] = idsIn(tags);
  const id = given === undefined ? `${pickle.uri}:${line}` : `${given}${row === undefined ? '' : `:${row}`}`;
  const attempts = starts.map((started) => attemptOf(query, started));
  const ended = attempts.filter((attempt) => attempt !== undefined);
  const last = attempts.at(-1);
  const delayed = ended.findLast(({ delay }) => delay !== undefined);
  const counted = ended.filter(({ delay }) => delay === undefined);
  const failure =
    counted.length === 0 ? delayed : counted.findLast((attempt) => attempt.failure !== undefined);
  // what was met while somebody was held up may come of that, where another attempt counts
  const quirks = eachOnce((counted.length === 0 ? ended : counted).flatMap((attempt) => attempt.quirks));
  return {
    id,
    name: pickle.name,
    topic: topicOf(pickle.uri),
    feature: lineage.feature?.name ?? pickle.uri,
    ...(lineage.rule !== undefined && { rule: lineage.rule.name }),
    uri: pickle.uri,
    line,
    ...(row !== undefined && { example: cellsOf(lineage) }),
    level: levelsIn(tags)[0] ?? 'must',
    origins: originsIn(tags),
    sections: sectionsIn(tags).map((key) => ({ key, title: facts.sections?.[key] ?? key })),
    needs: needsIn(tags),
    ...judged(id, attempts, quirks, facts),
    durationMs: last?.durationMs ?? 0,
    attempts: attempts.filter((attempt) => attempt?.came !== 'skipped').length,
    steps: last?.steps ?? pickle.steps.map((step) => ({ text: stepText(query, step) })),
    ...(failure?.failure !== undefined && { failure: failure.failure }),
    journal: failure?.journal ?? [],
    ...(delayed?.delay !== undefined && { delay: delayed.delay }),
    quirks,
  };
}

function judged(
  id: string,
  attempts: readonly (AttemptResult | undefined)[],
  quirks: readonly QuirkMet[],
  facts: RunFacts,
): Pick<ScenarioResult, 'verdict' | 'reason' | 'lacks' | 'isHindered' | 'isUnchosen' | 'excusedUntil'> {
  if (attempts.length === 0) {
    const known = facts.notRun.find((each) => each.id === id);
    if (known !== undefined) {
      const { id: _, ...why } = known;
      return why;
    }
    return { verdict: 'not run', ...whyEnded(facts, 'the run ended before its turn') };
  }
  const last = attempts.at(-1);
  if (last === undefined)
    return { verdict: 'not run', ...whyEnded(facts, 'the run ended while it was under way') };
  if (last.notJudged !== undefined) {
    const { why, hinders } = last.notJudged;
    return { verdict: 'not run', reason: why, ...(hinders && { isHindered: true }) };
  }
  if (last.came === 'skipped') return { verdict: 'not run', ...whyEnded(facts, whySkipped(facts)) };
  const excuse = excuseFor(id, facts);
  const came = attempts.flatMap((attempt) => attempt?.came ?? []);
  const verdict = verdictOf(came, excuse.expectation, quirks.length > 0);
  const reason = reasonOf(verdict, excuse.reason, quirks) ?? whyNotCounted(attempts);
  return {
    verdict,
    ...(reason !== undefined && { reason }),
    ...(excuse.excusedUntil !== undefined && { excusedUntil: excuse.excusedUntil }),
  };
}

/** What its entry in the list of known failures says; where the target has got better, what is left of the failure too. */
function reasonOf(
  verdict: Verdict,
  excuse: string | undefined,
  quirks: readonly QuirkMet[],
): string | undefined {
  if (verdict !== 'unexpected pass' || excuse === undefined || quirks.length === 0) return excuse;
  const names = quirks.map(({ name }) => name).join(', ');
  return `${excuse} (it no longer fails: it passes with ${names}, which is accepted)`;
}

/** Why an attempt says nothing of the target; undefined where each counts. */
function whyNotCounted(attempts: readonly (AttemptResult | undefined)[]): string | undefined {
  const delayed = attempts.findLast((attempt) => attempt?.delay !== undefined)?.delay;
  if (delayed === undefined) return undefined;
  const count = attempts.filter((attempt) => attempt?.delay !== undefined).length;
  const which = count === 1 ? 'one attempt does not count' : `${count} attempts do not count`;
  return `${which}: ${delayText(delayed)}`;
}

/** Why nothing came of a scenario that was to run, and whether something was in its way. */
function whyEnded(
  { interrupted, hindrance }: RunFacts,
  otherwise: string,
): Pick<ScenarioResult, 'reason' | 'isHindered'> {
  if (interrupted || hindrance === undefined) return { reason: otherwise };
  return { reason: hindrance.why, isHindered: true };
}

function whySkipped({ interrupted }: RunFacts): string {
  return interrupted
    ? 'the run was interrupted before its turn'
    : 'the run was to end after the first failure';
}

/** What the runner tells, or else the first that a scenario met. */
function hindranceOf(
  scenarios: readonly ScenarioResult[],
  { hindrance }: RunFacts,
): Pick<ConformanceResults, 'hindrance'> {
  if (hindrance !== undefined) return { hindrance };
  const why = scenarios.find(({ isHindered }) => isHindered)?.reason;
  if (why === undefined) return {};
  return { hindrance: { by: 'target', why, remedy: 'see to the target, and judge the rest with --rerun' } };
}

/** The number of a row over all Examples tables of its outline, from 1. */
function rowOf({ scenario, examplesIndex, exampleIndex }: Lineage): number | undefined {
  if (scenario === undefined || examplesIndex === undefined || exampleIndex === undefined) return undefined;
  const before = scenario.examples.slice(0, examplesIndex);
  return before.reduce((sum, table) => sum + table.tableBody.length, 0) + exampleIndex + 1;
}

function cellsOf({ examples, example }: Lineage): Readonly<Record<string, string>> {
  const titles = examples?.tableHeader?.cells ?? [];
  return Object.fromEntries(titles.map(({ value }, index) => [value, example?.cells[index]?.value ?? '']));
}

function countsOf(scenarios: readonly ScenarioResult[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict) => scenarios.filter((each) => each.verdict === verdict).length;
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}

function inOrder(one: ScenarioResult, other: ScenarioResult): number {
  const texts = (each: ScenarioResult) => `${each.topic}\0${each.uri}`;
  if (texts(one) !== texts(other)) return texts(one) < texts(other) ? -1 : 1;
  return one.line - other.line;
}
