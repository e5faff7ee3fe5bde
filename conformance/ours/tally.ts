import { areTooMany } from '../../reports/generators/conformance/exit-code.ts';
import {
  type ConformanceResults,
  originOf,
  type ScenarioResult,
} from '../../reports/generators/conformance/results.ts';
import { unmetByMachine } from '../scenarios/machine-needs.ts';

/** How many tests or scenarios passed and failed: nothing may be left out quietly. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What this machine or its user does not allow, such as commands as another user: it is told, and fails nothing. */
  readonly skipped: number;
  /** Scenarios of which each attempt failed while this machine was too slow for the target's timings. */
  readonly inconclusive: number;
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, inconclusive: 0 };

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    inconclusive: one.inconclusive + other.inconclusive,
  };
}

/** True where so much could not be concluded that the run says too little. */
export function isTallyTooInconclusive({ passed, failed, inconclusive }: Tally): boolean {
  return areTooMany(inconclusive, passed + failed + inconclusive);
}

/**
 * Counts from the closing lines of TAP text as `node --test` writes it (`# pass 12`, `# fail 0`).
 * Undefined when the text has no such lines, so that a run that died is not taken for one without failures.
 */
export function tallyTap(text: string): Tally | undefined {
  const count = (key: string): number | undefined => {
    const found = new RegExp(`^# ${key} (\\d+)$`, 'm').exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const passed = count('pass');
  const failed = count('fail');
  if (passed === undefined || failed === undefined) return undefined;
  return {
    passed,
    failed: failed + (count('cancelled') ?? 0) + (count('todo') ?? 0),
    skipped: count('skipped') ?? 0,
    inconclusive: 0,
  };
}

/**
 * Counts the scenarios of a run against a server of ours. Of ours everything is asked at every level: it has no quirk that is
 * accepted, no failure that is known, and every capability, so that only a pass passes. What holds in another dialect is not
 * counted. Undefined where the run broke off.
 * @param isSelection scenarios were chosen: those that did not run are not counted either
 */
export function tallyOwn(results: ConformanceResults, isSelection: boolean): Tally | undefined {
  if (results.interrupted || results.hindrance !== undefined || results.problems.length > 0) return undefined;
  const origin = originOf(results.target.dialect);
  return results.scenarios
    .filter(({ origins }) => origins.includes(origin))
    .flatMap((scenario) => placeOf(scenario, isSelection) ?? [])
    .reduce((tally, place) => addTallies(tally, { ...EMPTY_TALLY, [place]: 1 }), EMPTY_TALLY);
}

/** Where a scenario is counted; undefined where it is not. */
function placeOf({ verdict, needs }: ScenarioResult, isSelection: boolean): keyof Tally | undefined {
  if (verdict === 'passed' || verdict === 'inconclusive') return verdict;
  if (verdict === 'not run' && isSelection) return undefined;
  return verdict === 'not applicable' && unmetByMachine(needs).length > 0 ? 'skipped' : 'failed';
}
