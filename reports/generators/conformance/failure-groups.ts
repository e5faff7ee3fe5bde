import { headline } from './failure-text.ts';
import { mustsFirst } from './musts-first.ts';
import type { Failure, ScenarioResult } from './results.ts';

/** Scenarios that failed in the same way. */
export interface FailureGroup {
  /** Of the first of them. */
  readonly failure: Failure;
  readonly scenarios: readonly ScenarioResult[];
}

/** What differs from scenario to scenario, and from run to run, though the fault is the same. */
const CHANGING: readonly (readonly [form: RegExp, shown: string])[] = [
  [/\b\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|\b)/g, 'TIME'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, 'ID'],
  // names of one run: web1-9cba5cbe-3e-1
  [/-[0-9a-f]{8}(?:-[0-9a-z]+-\d+)?\b/g, ''],
  [/\b[0-9a-f]{16,}\b/gi, 'ID'],
  [/\b(?:127\.0\.0\.1|localhost):\d+/g, 'HOST'],
  [/\b(web|db|node)\d+\b/g, '$1'],
  [/\b\d+(?:\.\d+)? ?(m?s|bytes|min)\b/g, 'N $1'],
];

/** Values so short say little: only the step says of what. */
const SAYS_LITTLE = /^expected .{0,2}, got |^expected .*, got .{0,2}$/;

/** Words that are the same for failures of one cause, as far as their texts show it. */
export function causeOf(failure: Failure): string {
  const said = headline(failure);
  const about = SAYS_LITTLE.test(said) ? `${failure.step.split('\n', 1)[0]}: ${said}` : said;
  return CHANGING.reduce((text, [form, shown]) => text.replaceAll(form, shown), about);
}

/** Scenarios with one verdict that asks for it, by the way in which they failed: musts first, then the largest group. */
export function failureGroups(
  scenarios: readonly ScenarioResult[],
  verdicts: readonly ScenarioResult['verdict'][] = ['failed', 'error'],
): readonly FailureGroup[] {
  const groups = new Map<string, { failure: Failure; scenarios: ScenarioResult[] }>();
  for (const scenario of mustsFirst(scenarios)) {
    const { failure, verdict } = scenario;
    if (failure === undefined || !verdicts.includes(verdict)) continue;
    const cause = `${verdict} ${causeOf(failure)}`;
    const group = groups.get(cause) ?? { failure, scenarios: [] };
    group.scenarios.push(scenario);
    groups.set(cause, group);
  }
  const holdsMust = ({ scenarios: [first] }: FailureGroup): number => (first?.level === 'must' ? 0 : 1);
  return [...groups.values()].toSorted(
    (one, other) => holdsMust(one) - holdsMust(other) || other.scenarios.length - one.scenarios.length,
  );
}
