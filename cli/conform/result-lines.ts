import { plural } from '../../reports/generators/conformance/conclusion.ts';
import { type FailureGroup, failureGroups } from '../../reports/generators/conformance/failure-groups.ts';
import { failureSides } from '../../reports/generators/conformance/failure-sides.ts';
import { msText } from '../../reports/generators/conformance/ms-text.ts';
import { mustsFirst } from '../../reports/generators/conformance/musts-first.ts';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import { requirementOf, titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import { VERDICTS, type Verdict } from '../../reports/generators/conformance/verdict.ts';
import type { Meaning, Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';

/** How lines look, and how many columns there are. */
export interface LineLook {
  readonly paint: Paint;
  /** Infinite where nothing is cut for it. */
  readonly width: number;
}

/** Ids that the head of a group names; all of them are listed at the end. */
const MAX_IDS = 12;

/** Characters of what a server has sent, where no terminal cuts sooner. */
const MAX_SIDE = 400;

const SIDE_WIDTH = 'expected'.length;

/** Verdicts whose scenarios are listed at the end, each with its colour. */
const LISTED = {
  failed: 'bad',
  error: 'bad',
  'unexpected pass': 'bad',
  inconclusive: 'busy',
  flaky: 'busy',
  'known failure': 'quiet',
} as const satisfies Partial<Record<Verdict, Meaning>>;

/** What failed, each cause once: how many and which, the first by its title, what was expected and what was there. */
export function failureLines({ scenarios }: ConformanceResults, look: LineLook): readonly string[] {
  return failureGroups(scenarios).flatMap((group) => ['', ...groupLines(group, look)]);
}

function groupLines({ failure, scenarios }: FailureGroup, { paint, width }: LineLook): readonly string[] {
  const [first, ...others] = scenarios;
  if (first === undefined) return [];
  const title = `${titleOf(requirementOf(first), first.name)} (${first.level})`;
  const said = first.verdict === 'error' ? 'met an error of push-harness' : 'failed';
  const head =
    others.length === 0
      ? [`${paint('bad', `${first.id} ${said}`)}: ${printable(title)}`]
      : [
          `${paint('bad', `${plural(scenarios.length, 'scenario')} ${said} in the same way`)}: ${idsOf(scenarios)}`,
          `  ${first.id}: ${printable(title)}`,
        ];
  const [step = ''] = failure.step.split('\n', 1);
  return [
    ...head,
    `  ${printable(step)}`,
    ...failureSides(failure, Math.min(MAX_SIDE, width - SIDE_WIDTH - 4)).map(
      ([word, text]) => `  ${paint('quiet', word.padEnd(SIDE_WIDTH))}  ${printable(text)}`,
    ),
  ];
}

function idsOf(scenarios: readonly ScenarioResult[]): string {
  const ids = scenarios.slice(0, MAX_IDS).map(({ id }) => id);
  const more = scenarios.length - ids.length;
  return [...ids, ...(more === 0 ? [] : [`and ${more} more`])].join(', ');
}

/** How many scenarios have each verdict, and the time that it took. */
export function countLine({ counts, startedAt, endedAt }: ConformanceResults): string {
  const took = msText(Date.parse(endedAt) - Date.parse(startedAt));
  const counted = VERDICTS.filter((verdict) => counts[verdict] > 0).map(
    (verdict) => `${counts[verdict]} ${verdict}`,
  );
  return `${counted.join(', ') || 'nothing'} in ${took}.`;
}

/** The scenarios that ask for somebody's attention, one a line, the worst first. */
export function attentionLines(
  { scenarios }: ConformanceResults,
  { paint }: Pick<LineLook, 'paint'>,
): readonly string[] {
  const verdicts = VERDICTS.filter((verdict): verdict is keyof typeof LISTED => verdict in LISTED);
  const listed = verdicts.flatMap((verdict) =>
    mustsFirst(scenarios.filter((each) => each.verdict === verdict)).map((scenario) => {
      const { id, level, name, reason } = scenario;
      const why = reason === undefined ? '' : ` (${printable(reason)})`;
      return { verdict, level, id, text: `${printable(titleOf(requirementOf(scenario), name))}${why}` };
    }),
  );
  const wide = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const [verdictWidth, levelWidth, idWidth] = [
    wide(listed.map(({ verdict }) => verdict)),
    wide(listed.map(({ level }) => level)),
    wide(listed.map(({ id }) => id)),
  ];
  return listed.map(({ verdict, level, id, text }) =>
    [
      paint(LISTED[verdict], verdict.padEnd(verdictWidth)),
      level.padEnd(levelWidth),
      id.padEnd(idWidth),
      text,
    ].join('  '),
  );
}
