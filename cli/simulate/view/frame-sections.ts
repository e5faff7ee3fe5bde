import { secondsText } from '../../../reports/generators/fleet/figures.ts';
import { printable } from '../../output/printable.ts';
import { plainLine, type TextLine, type TextSpan } from '../../output/text-line.ts';
import { barSpans } from '../bar.ts';
import { clockText } from './clock-text.ts';
import type { ViewedStage, ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

/** Narrower terminals have no bar. */
const BAR_FROM_COLUMNS = 60;

/** What runs, for how long, and how many of its nodes are online: the first lines. */
export function headerSection(figures: ViewFigures, columns: number): ViewSection {
  const { title, seconds, plannedSeconds, stage, wanted, nodes } = figures;
  const online = nodes.places.available + nodes.places.busy;
  const planned = plannedSeconds === undefined ? '' : ` of ${clockText(plannedSeconds)}`;
  const first: TextLine = [
    { text: printable(title), meaning: 'title' },
    { text: `  ${clockText(seconds)}${planned}` },
    ...(stage === undefined ? [] : [{ text: `  ${stageText(stage)}` }]),
  ];
  const counts: TextSpan = { text: `${online} of ${wanted} nodes online` };
  const second: TextLine =
    columns < BAR_FROM_COLUMNS
      ? [counts]
      : [...barSpans(online / Math.max(1, wanted)), { text: ' ' }, counts];
  return { label: '', lines: [first, second], wants: [2, 2], rank: 0, side: 'left' };
}

/** `stage 2 of 3: 10 to 500 nodes, 1m20s left` */
function stageText({ number, of, from, to, leftSeconds }: ViewedStage): string {
  const what = from === to ? `${to} nodes held` : `${from} to ${to} nodes`;
  return `stage ${number} of ${of}: ${what}, ${clockText(leftSeconds)} left`;
}

/** What keys do: the last line. */
export function keysSection({ keys }: Pick<ViewFigures, 'keys'>): ViewSection {
  const lines = keys.length === 0 ? [] : [plainLine(keys.map(printable).join('  '), 'quiet')];
  return { label: '', lines, wants: [1, 1], rank: 1, side: 'left' };
}

/** What was said and done by hand, the newest first. */
export function noticesSection({ notices, seconds }: Pick<ViewFigures, 'notices' | 'seconds'>): ViewSection {
  const lines = notices
    .toReversed()
    .map(
      ({ atSeconds, text }): TextLine => [
        { text: `${secondsText(Math.max(0, seconds - atSeconds))} ago`.padEnd(13), meaning: 'quiet' },
        { text: printable(text) },
      ],
    );
  return { label: 'lately', lines, wants: [0, 1], rank: 8, side: 'right' };
}
