import type { Paint } from '../../output/paint.ts';
import { clippedLine, paddedLine, paintedLine, type TextLine } from '../../output/text-line.ts';
import { headerSection, keysSection, noticesSection } from './frame-sections.ts';
import { happeningsSection } from './happenings-section.ts';
import { errorsSection, machineSection } from './health-sections.ts';
import { jobsSection, latenciesSection, workSection } from './jobs-sections.ts';
import { nodesSection, ratesSection } from './nodes-sections.ts';
import { thresholdsSection } from './thresholds-section.ts';
import type { ViewFigures } from './view-figures.ts';
import { dealtRows, shownRows, type ViewSection } from './view-section.ts';

/** From this width on there are two columns of sections. */
const TWO_COLUMNS_FROM = 160;
const LABEL_COLUMNS = 11;
const GAP = 3;

/** What the view has room for. */
export interface ViewSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The view of a fleet: at most as many lines as there are rows, none wider than the columns. What there is no room for is left out by
 * its rank. Never throws, however small the terminal is.
 */
export function viewLines(
  figures: ViewFigures,
  { columns, rows }: ViewSize,
  paint: Paint,
): readonly string[] {
  const isWide = columns >= TWO_COLUMNS_FROM;
  const sideColumns = isWide ? Math.floor((columns - GAP) / 2) : columns;
  const body = bodySections(figures, sideColumns - LABEL_COLUMNS);
  const [header, keys] = [headerSection(figures, columns), keysSection(figures)];
  const [headRows = 0, keyRows = 0] = dealtRows([header, keys], rows);
  const bodyRows = rows - headRows - keyRows;
  const lines = [
    ...shownRows(header, headRows),
    ...(isWide ? sideBySide(body, bodyRows, sideColumns) : stacked(body, bodyRows)),
    ...shownRows(keys, keyRows),
  ];
  return lines.map((line) => paintedLine(clippedLine(line, columns), paint));
}

/** In the order in which they stand. */
function bodySections(figures: ViewFigures, columns: number): readonly ViewSection[] {
  return [
    nodesSection(figures, columns),
    ratesSection(figures),
    workSection(figures),
    jobsSection(figures, columns),
    latenciesSection(figures),
    thresholdsSection(figures, columns),
    errorsSection(figures, columns),
    happeningsSection(figures),
    machineSection(figures),
    noticesSection(figures),
  ].filter(({ lines }) => lines.length > 0);
}

function stacked(sections: readonly ViewSection[], rows: number): readonly TextLine[] {
  const given = dealtRows(sections, rows);
  return sections.flatMap((section, index) =>
    shownRows(section, given[index] ?? 0).map((line, row) => [
      { text: (row === 0 ? section.label : '').padEnd(LABEL_COLUMNS), meaning: 'title' as const },
      ...line,
    ]),
  );
}

function sideBySide(sections: readonly ViewSection[], rows: number, columns: number): readonly TextLine[] {
  const [left, right] = (['left', 'right'] as const).map((wanted) =>
    stacked(
      sections.filter(({ side }) => side === wanted),
      rows,
    ),
  );
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  return Array.from({ length }, (_, row) => [
    ...paddedLine(clippedLine(left?.[row] ?? [], columns), columns + GAP),
    ...(right?.[row] ?? []),
  ]);
}
