import { create } from 'xmlbuilder2';
import { visible } from '../visible.ts';
import { briefOf } from './brief.ts';
import type { ConformanceResults, Failure, JournalLine, ScenarioResult } from './results.ts';
import { requirementOf, titleOf } from './scenario-title.ts';
import type { Verdict } from './verdict.ts';

/** What an element of a test case says; the first word is its name in the form. */
type Outcome =
  | {
      readonly element: 'failure' | 'error' | 'flakyFailure';
      readonly message: string;
      readonly type: string;
      readonly text: string;
    }
  | { readonly element: 'skipped'; readonly message: string };

/**
 * A run in the form of JUnit that CI systems read: a suite for each feature, a case for each scenario. That form knows
 * fewer words than we do: known failures and what is inconclusive are skipped there with their reason, unexpected passes fail,
 * what the run was kept from judging is an error, a flaky scenario has passed with a `flakyFailure`, and one that met accepted
 * quirks has passed with a property for each. The verdict itself
 * stands in each case's `system-out`. What the words of the run did not choose is not there.
 */
export function junitXml(results: ConformanceResults): string {
  const { target, startedAt, endedAt } = results;
  const scenarios = results.scenarios.filter(({ isUnchosen }) => !isUnchosen);
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: visible(target.name),
    ...numbers(scenarios),
    time: seconds(Date.parse(endedAt) - Date.parse(startedAt)),
  });
  for (const [uri, cases] of suitesOf(scenarios)) {
    const suite = root.ele('testsuite', {
      name: visible(cases[0]?.feature ?? uri),
      ...numbers(cases),
      skipped: count(cases, 'skipped'),
      time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      timestamp: startedAt.slice(0, 19),
    });
    const properties = suite.ele('properties');
    properties.ele('property', { name: 'dialect', value: target.dialect });
    properties.ele('property', { name: 'feature', value: visible(uri) });
    const met = results.quirks?.filter((quirk) => cases.some(({ id }) => quirk.scenarios.includes(id))) ?? [];
    for (const { name, weight, summary, isAccepted } of met) {
      const value = `${weight}, ${isAccepted ? 'accepted' : 'not accepted'}: ${summary}`;
      properties.ele('property', { name: visible(`quirk ${name}`), value: visible(value) });
    }
    for (const each of cases) addCase(suite, each);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function addCase(suite: ReturnType<typeof create>, scenario: ScenarioResult): void {
  const { id, name, topic, uri, durationMs, quirks = [] } = scenario;
  const file =
    uri
      .split('/')
      .at(-1)
      ?.replace(/\.feature$/, '') ?? uri;
  const element = suite.ele('testcase', {
    classname: visible(`${topic}.${file}`),
    name: visible(`${id} ${titleOf(requirementOf(scenario), name)}`),
    time: seconds(durationMs),
  });
  if (quirks.length > 0) {
    const properties = element.ele('properties');
    for (const quirk of quirks) properties.ele('property', { name: 'quirk', value: visible(quirk.name) });
  }
  const outcome = outcomeOf(scenario);
  if (outcome?.element === 'skipped') element.ele('skipped', { message: visible(outcome.message) });
  else if (outcome !== undefined) {
    const { message, type, text } = outcome;
    element.ele(outcome.element, { message: visible(message), type }).txt(visible(text));
  }
  element.ele('system-out').txt(visible(about(scenario)));
}

function outcomeOf(scenario: ScenarioResult): Outcome | undefined {
  const { verdict, failure, reason = '', isHindered } = scenario;
  const message = briefOf(scenario);
  const said = { message, text: failure === undefined ? message : textOf(failure) };
  if (isHindered) return { element: 'error', type: verdict, ...said };
  switch (verdict) {
    case 'failed':
    case 'unexpected pass':
      return { element: 'failure', type: verdict, ...said };
    case 'error':
      return { element: 'error', type: verdict, ...said };
    case 'flaky':
      return { element: 'flakyFailure', type: verdict, ...said };
    case 'known failure':
    case 'inconclusive':
    case 'not run':
    case 'not applicable':
      return { element: 'skipped', message: `${verdict}: ${reason}` };
    case 'quirk':
    case 'passed':
      return undefined;
  }
}

function textOf({ step, message, expected, actual, stack }: Failure): string {
  const sides = expected === undefined ? [] : ['', 'expected:', expected, '', 'actual:', actual ?? ''];
  return [step, '', message, ...sides, ...(stack === undefined ? [] : ['', stack])].join('\n');
}

function about(scenario: ScenarioResult): string {
  const { verdict, level, origins, sections, quirks = [], journal } = scenario;
  return [
    `verdict: ${verdict}`,
    `level: ${level}`,
    `requirement: ${requirementOf(scenario)}`,
    `origin: ${origins.join(' and ')}`,
    ...sections.map(({ title }) => `section: ${title}`),
    ...quirks.map(({ name, evidence }) => `quirk ${name}: ${evidence}`),
    ...journal.map(journalLineText),
  ].join('\n');
}

/** A line of the journal as one line of text, and its body on the next. */
export function journalLineText({ atMs, node, direction, kind, summary, body }: JournalLine): string {
  const arrow = direction === 'in' ? '<-' : '->';
  const line = [`${atMs} ms`, ...(node === undefined ? [] : [node]), arrow, kind, summary].join(' ');
  return body === undefined ? line : `${line}\n    ${body}`;
}

/** Which attribute of a suite counts a verdict. */
const COUNTED_AS: Readonly<Record<Verdict, 'failures' | 'errors' | 'skipped' | 'passed'>> = {
  failed: 'failures',
  'unexpected pass': 'failures',
  error: 'errors',
  'known failure': 'skipped',
  inconclusive: 'skipped',
  'not run': 'skipped',
  'not applicable': 'skipped',
  flaky: 'passed',
  quirk: 'passed',
  passed: 'passed',
};

function numbers(scenarios: readonly ScenarioResult[]) {
  return {
    tests: scenarios.length,
    failures: count(scenarios, 'failures'),
    errors: count(scenarios, 'errors'),
  };
}

function count(scenarios: readonly ScenarioResult[], attribute: string): number {
  const countedAs = ({ verdict, isHindered }: ScenarioResult) =>
    isHindered ? 'errors' : COUNTED_AS[verdict];
  return scenarios.filter((each) => countedAs(each) === attribute).length;
}

function suitesOf(scenarios: readonly ScenarioResult[]): ReadonlyMap<string, readonly ScenarioResult[]> {
  const suites = new Map<string, ScenarioResult[]>();
  for (const each of scenarios) suites.set(each.uri, [...(suites.get(each.uri) ?? []), each]);
  return suites;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
