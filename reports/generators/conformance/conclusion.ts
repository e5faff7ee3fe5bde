import { exitCodeOf } from './exit-code.ts';
import { staleIds } from './known-failure-lines.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { hasRun, type Level, type Verdict } from './verdict.ts';

/** A run in one line, and its colour. */
export interface Conclusion {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly headline: string;
}

/** What a run says of its target, in the order in which exit codes go before each other. */
export function conclusionOf(results: ConformanceResults): Conclusion {
  const { scenarios, counts } = results;
  const judged = scenarios.filter(({ verdict }) => hasRun(verdict));
  const musts = judged.filter(({ level }) => level === 'must');
  const failed = musts.filter(({ verdict }) => verdict === 'failed').length;
  switch (exitCodeOf(results)) {
    case 130:
      return {
        tone: 'warn',
        headline:
          judged.length === 0
            ? 'Interrupted: nothing was judged'
            : `Interrupted: ${judged.length} of ${plural(toBeJudged(scenarios), 'scenario')} judged`,
      };
    case 1:
      return {
        tone: 'bad',
        headline: [
          `Does not conform: ${failed} of ${plural(musts.length, 'must')} failed`,
          ...unjudgedMusts(results),
        ].join('; '),
      };
    case 70:
      return {
        tone: 'warn',
        headline: [
          counts.error > 0
            ? `Not judged in full: the harness failed at ${plural(counts.error, 'scenario')}`
            : results.hindrance === undefined
              ? 'Not judged: the run itself failed'
              : `Not judged in full: ${plural(judged.length, 'scenario')} judged`,
          ...unjudgedMusts(results),
        ].join('; '),
      };
    case 3:
      return {
        tone: 'warn',
        headline: [
          judged.length === 0
            ? 'Nothing was judged'
            : `Not judged in full: ${plural(judged.length, 'scenario')} judged`,
          ...unjudgedMusts(results),
        ].join('; '),
      };
    case 4:
      return {
        tone: 'warn',
        headline: whyNothingIsProven(results, musts, judged.length),
      };
    case 0:
      return { tone: 'good', headline: goodLine(results, musts, judged) };
  }
}

function whyNothingIsProven(
  results: ConformanceResults,
  musts: readonly ScenarioResult[],
  judged: number,
): string {
  const { counts, unmatched } = results;
  if (judged === 0) return ['Nothing ran', ...unjudgedMusts(results)].join('; ');
  if (counts['unexpected pass'] > 0 || unmatched.length > 0) return staleLine(results);
  const open = count(musts, 'inconclusive');
  return `Not judged in full: ${open} of ${plural(musts.length, 'must')} inconclusive, since this machine was too slow; run them again with less beside them`;
}

/** Ids that the headline names; the others have their lines. */
const MAX_STALE = 3;

function staleLine(results: ConformanceResults): string {
  const ids = staleIds(results);
  const said = 'The list of known failures is stale';
  if (ids.length === 0) return said;
  const more = ids.length > MAX_STALE ? [`${ids.length - MAX_STALE} more`] : [];
  const named = [...ids.slice(0, MAX_STALE), ...more].join(', ');
  return `${said}: ${named} ${ids.length === 1 ? 'passes' : 'pass'}`;
}

/**
 * A green run and what it has to say besides: musts known to fail, lesser requirements that failed. It says that a target
 * conforms only where no must was left out.
 */
function goodLine(
  results: ConformanceResults,
  musts: readonly ScenarioResult[],
  judged: readonly ScenarioResult[],
): string {
  const known = count(musts, 'known failure');
  const flaky = count(musts, 'flaky');
  const odd = count(musts, 'quirk');
  const open = count(musts, 'inconclusive');
  const lesser = (['should', 'may', 'extension'] as const).flatMap((level) => {
    const failed = count(
      judged.filter((each) => each.level === level),
      'failed',
    );
    return failed === 0 ? [] : [`${failed} ${LESSER[level]} failed`];
  });
  const passed = `${musts.length - known - open} of ${plural(musts.length, 'must')} passed`;
  const line = [
    musts.length === 0
      ? `no must was among the ${plural(judged.length, 'scenario')}`
      : known + open === 0
        ? passed.replace(/^\d+ of/, 'all')
        : passed,
    ...(known === 0 ? [] : [`${known} known to fail`]),
    ...(open === 0 ? [] : [`${open} inconclusive`]),
    ...(odd === 0 ? [] : [`${odd} with quirks`]),
    ...(flaky === 0 ? [] : [`${flaky} flaky`]),
    ...lesser,
  ].join(', ');
  const { scenarios } = results;
  const left = mustsLeftOut(scenarios);
  if (left === 0) return open > 0 ? `As far as it could be judged, ${line}` : `Conforms: ${line}`;
  const lacking = scenarios.filter(({ level, lacks }) => level === 'must' && lacks !== undefined).length;
  return [
    `Of what ran, ${line}`,
    ...(left === lacking ? [] : [`${plural(left - lacking, 'must')} did not run`]),
    ...unjudgedMusts(results),
  ].join('; ');
}

/**
 * How many musts were asked for and could not be judged, by what was in the way:
 * `no superuser given: 21 musts not judged`.
 */
export function unjudgedMusts(results: ConformanceResults): readonly string[] {
  const { hindrance } = results;
  const musts = new Map<string, number>();
  for (const scenario of results.scenarios) {
    const why = wayOf(scenario, hindrance);
    if (scenario.level === 'must' && why !== undefined) musts.set(why, (musts.get(why) ?? 0) + 1);
  }
  const told = [...musts].map(([why, number]) => `${why}: ${plural(number, 'must')} not judged`);
  // it is told even where it was in the way of no must
  return hindrance === undefined || musts.has(hindrance.why) ? told : [hindrance.why, ...told];
}

/** What was in the way of a scenario. */
function wayOf(
  { lacks, isHindered }: ScenarioResult,
  hindrance: ConformanceResults['hindrance'],
): string | undefined {
  if (isHindered) return hindrance?.why;
  return lacks === undefined ? undefined : `no ${lacks} given`;
}

/** Scenarios that were chosen and that nothing but the end of the run kept from being judged. */
function toBeJudged(scenarios: readonly ScenarioResult[]): number {
  return scenarios.filter(
    ({ verdict, isUnchosen, lacks }) => verdict !== 'not applicable' && !isUnchosen && lacks === undefined,
  ).length;
}

/** Musts that were not selected, or that the run did not come to. */
export function mustsLeftOut(scenarios: readonly ScenarioResult[]): number {
  return count(
    scenarios.filter(({ level }) => level === 'must'),
    'not run',
  );
}

const LESSER: Readonly<Record<Exclude<Level, 'must'>, string>> = {
  should: 'of the shoulds',
  may: 'of the mays',
  extension: 'of the extensions',
};

function count(scenarios: readonly ScenarioResult[], verdict: Verdict): number {
  return scenarios.filter((each) => each.verdict === verdict).length;
}

/** `1 must`, `2 musts`. */
export function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
