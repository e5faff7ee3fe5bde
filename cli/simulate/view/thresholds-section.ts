import type { Meaning } from '../../output/paint.ts';
import { clipped, columnsOf, printable } from '../../output/printable.ts';
import type { TextLine } from '../../output/text-line.ts';
import { clockText } from './clock-text.ts';
import { figureText } from './figure-text.ts';
import type { ThresholdState, ViewedThreshold, ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

const MEANINGS: Readonly<Record<ThresholdState, Meaning>> = {
  crossed: 'bad',
  unclear: 'busy',
  'not yet': 'busy',
  'no data': 'quiet',
  holds: 'good',
};
/** What wants eyes comes first. */
const ORDER: readonly ThresholdState[] = ['crossed', 'unclear', 'not yet', 'no data', 'holds'];

const STATE_COLUMNS = 8;
const LEAST_TEXT_COLUMNS = 10;

/** Each threshold with its value, and how far that is from the limit. Where there is little room, whether it ends the run is a word. */
export function thresholdsSection(
  { thresholds }: Pick<ViewFigures, 'thresholds'>,
  columns: number,
): ViewSection {
  const sorted = thresholds.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const texts = sorted.map(({ text }) => printable(text));
  const values = sorted.map(({ value }) => (value === undefined ? '–' : figureText(value)));
  const widest = (all: readonly string[]) => Math.max(0, ...all.map(columnsOf));
  const behind = (isShort: boolean, isCut: boolean) =>
    sorted.map((each) => distanceText(each, isCut) + endsText(each.ends, isShort));
  const room = (isShort: boolean, isCut: boolean) =>
    columns - STATE_COLUMNS - 1 - widest(values) - widest(behind(isShort, isCut));
  const isShort = room(false, false) < widest(texts);
  const isCut = isShort && room(true, false) < widest(texts);
  const textColumns = Math.min(widest(texts), Math.max(LEAST_TEXT_COLUMNS, room(isShort, isCut)));
  const ends = behind(isShort, isCut);
  const lines = sorted.map(({ state }, index): TextLine => {
    const text = clipped(texts[index] ?? '', textColumns);
    return [
      { text: state.padEnd(STATE_COLUMNS), meaning: MEANINGS[state] },
      { text: `${text}${' '.repeat(textColumns - columnsOf(text))} ` },
      { text: (values[index] ?? '').padStart(widest(values)) },
      { text: ends[index] ?? '', meaning: MEANINGS[state] },
    ];
  });
  return { label: 'thresholds', lines, wants: [1, 4], rank: 3, side: 'right' };
}

/** ` of 60, 2 to go`: the limit is named where the expression does not end with it, or is cut. */
function distanceText({ text, limit, distance }: ViewedThreshold, isCut: boolean): string {
  if (limit === undefined) return '';
  const isSeen = !isCut && text.endsWith(` ${figureText(limit)}`);
  return `${isSeen ? '' : ` of ${figureText(limit)}`}, ${distance}`;
}

/** Whether it ends the run, and from when on. */
function endsText(ends: ViewedThreshold['ends'], isShort: boolean): string {
  if (ends === undefined) return '';
  const { inSeconds } = ends;
  if (inSeconds === undefined) return isShort ? '; later' : '; not yet counted';
  if (inSeconds > 0) return isShort ? `; in ${clockText(inSeconds)}` : `; counts in ${clockText(inSeconds)}`;
  return isShort ? '; ends' : '; would end the run';
}
