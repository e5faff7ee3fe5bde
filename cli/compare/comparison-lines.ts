import { CHANGES, type Change, type Comparison } from '../../reports/generators/conformance/comparison.ts';
import { comparisonLine } from '../../reports/generators/conformance/comparison-html.ts';
import { VERDICTS } from '../../reports/generators/conformance/verdict.ts';
import type { Meaning, Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { type Cell, table } from '../output/table.ts';

const MEANINGS: Readonly<Record<Change, Meaning>> = {
  lost: 'bad',
  gained: 'good',
  changed: 'busy',
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
  const { columns, counts, scenarios } = comparison;
  const told = TOLD.flatMap((change) => scenarios.filter((each) => each.change === change));
  const rows = told.map(({ change, id, level, verdicts, name }): readonly Cell[] => [
    { text: change, meaning: MEANINGS[change] },
    { text: printable(id) },
    { text: level, meaning: 'quiet' },
    { text: verdicts.map((verdict) => verdict ?? 'absent').join(' → ') },
    { text: printable(name) },
  ]);
  return [
    paint('title', printable(comparisonLine(comparison))),
    '',
    ...table(
      [{ title: '' }, ...columns.map(({ label }) => ({ title: printable(label), align: 'right' as const }))],
      VERDICTS.map((verdict) => [
        { text: verdict },
        ...columns.map((column): Cell => ({ text: String(column.counts[verdict]) })),
      ]),
      { paint, width },
    ),
    ...(rows.length === 0
      ? []
      : [
          '',
          ...table(
            [
              { title: '' },
              { title: 'id' },
              { title: 'level' },
              { title: 'verdicts' },
              { title: 'scenario' },
            ],
            rows,
            { paint, width },
          ),
        ]),
    '',
    CHANGES.map((change) => `${counts[change]} ${change}`).join(', '),
  ];
}
