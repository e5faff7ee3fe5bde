import { plural } from '../../reports/generators/conformance/conclusion.ts';
import { quirkWarnings } from '../../reports/generators/conformance/quirks.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import type { ReportedQuirkWeight } from '../../reports/generators/conformance/run-facts.ts';
import type { Meaning, Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { type TableCell, table } from '../output/table.ts';

const MEANINGS: Readonly<Record<ReportedQuirkWeight, Meaning>> = {
  security: 'bad',
  costly: 'title',
  harmless: 'quiet',
};

/**
 * The quirks that scenarios met, a line each, and how they are accepted; nothing where none was met.
 * @param whose in whose file they are accepted
 */
export function quirkLines(
  results: ConformanceResults,
  {
    paint,
    width,
    whose = "the target's",
  }: { readonly paint: Paint; readonly width: number; readonly whose?: string },
): readonly string[] {
  const { quirks = [] } = results;
  if (quirks.length === 0) return [];
  const rows = quirks.map(({ name, weight, summary, isAccepted, scenarios }): readonly TableCell[] => [
    { text: printable(name) },
    { text: weight, meaning: MEANINGS[weight] },
    isAccepted ? { text: 'accepted', meaning: 'quiet' } : { text: 'not accepted', meaning: 'bad' },
    { text: plural(scenarios.length, 'scenario') },
    { text: printable(summary) },
  ]);
  const titles = ['quirk', 'weight', '', 'met by', 'what it is'].map((title) => ({ title }));
  return [
    ...table(titles, rows, { paint, width }),
    `Which quirks are accepted: quirks: in ${whose} file, or --quirks. The report has their cost and evidence.`,
    ...quirkWarnings(results).map((line) => `${paint('bad', 'Warning:')} ${printable(line)}`),
  ];
}
