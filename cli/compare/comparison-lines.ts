import type { QuirkChange } from '../../reports/generators/conformance/compared-quirks.ts';
import {
  type Change,
  type ComparedScenario,
  type Comparison,
  VERDICT_CHANGES,
} from '../../reports/generators/conformance/comparison.ts';
import { comparisonLine } from '../../reports/generators/conformance/comparison-html.ts';
import { titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import { VERDICTS } from '../../reports/generators/conformance/verdict.ts';
import type { Meaning, Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { type TableCell, table } from '../output/table.ts';

const MEANINGS: Readonly<Record<Change, Meaning>> = {
  lost: 'bad',
  gained: 'good',
  changed: 'busy',
  'not compared': 'quiet',
  same: 'quiet',
};

const QUIRK_MEANINGS: Readonly<Record<QuirkChange, Meaning>> = {
  brought: 'bad',
  mended: 'good',
  'not compared': 'quiet',
  same: 'quiet',
};

/** Changes that are told scenario by scenario. */
const TOLD: readonly Change[] = ['lost', 'gained', 'changed'];

/** A comparison for people: verdicts by run, then every scenario that is not the same. */
export function comparisonLines(
  comparison: Comparison,
  { paint, width }: { readonly paint: Paint; readonly width: number },
): readonly string[] {
  const { columns, counts, quirks, scenarios } = comparison;
  const told = TOLD.flatMap((change) => scenarios.filter((each) => each.change === change));
  const odd = quirks
    .filter(({ change }) => change !== 'same')
    .map(({ name, weight, summary, change }): readonly TableCell[] => [
      { text: change, meaning: QUIRK_MEANINGS[change] },
      { text: printable(name) },
      { text: weight, meaning: 'quiet' },
      { text: printable(summary) },
    ]);
  return [
    paint('title', printable(comparisonLine(comparison))),
    '',
    ...table(
      [{ title: '' }, ...columns.map(({ label }) => ({ title: printable(label), align: 'right' as const }))],
      VERDICTS.map((verdict) => [
        { text: verdict },
        ...columns.map((column): TableCell => ({ text: String(column.counts[verdict]) })),
      ]),
      { paint, width },
    ),
    ...(odd.length === 0
      ? []
      : [
          '',
          ...table([{ title: '' }, { title: 'quirk' }, { title: 'weight' }, { title: 'what it is' }], odd, {
            paint,
            width,
          }),
        ]),
    ...(told.length === 0 ? [] : ['', ...scenarioLines(told, { paint, width })]),
    '',
    VERDICT_CHANGES.map((change) => `${counts[change]} ${change}`).join(', '),
  ];
}

/** A row for each scenario, and its title below it: a table would leave too little room for that. */
function scenarioLines(
  scenarios: readonly ComparedScenario[],
  { paint, width }: { readonly paint: Paint; readonly width: number },
): readonly string[] {
  const rows = scenarios.map(({ change, id, level, verdicts }): readonly TableCell[] => [
    { text: change, meaning: MEANINGS[change] },
    { text: printable(id) },
    { text: level, meaning: 'quiet' },
    { text: verdicts.map((verdict) => verdict ?? 'absent').join(' → ') },
  ]);
  const columns = [{ title: '' }, { title: 'id' }, { title: 'level' }, { title: 'verdicts' }];
  const [titles = '', ...lines] = table(columns, rows, { paint, width });
  const below = scenarios.map(({ rule, name }) => `  ${printable(titleOf(rule, name))}`);
  return [titles, ...lines.flatMap((line, index) => [line, below[index] ?? ''])];
}
