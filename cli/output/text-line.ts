import type { Meaning, Paint } from './paint.ts';
import { clipped, columnsOf } from './printable.ts';

/** A piece of a line: its text, which is printable already, and what it means. */
export interface TextSpan {
  readonly text: string;
  readonly meaning?: Meaning;
}

/** A line for a terminal before it is painted: it can be measured and cut. */
export type TextLine = readonly TextSpan[];

/** A line of one piece. */
export function plainLine(text: string, meaning?: Meaning): TextLine {
  return [meaning === undefined ? { text } : { text, meaning }];
}

/** Columns that a line takes. */
export function lineColumns(line: TextLine): number {
  return line.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** A line of at most `columns` columns; an ellipsis ends what was cut. */
export function clippedLine(line: TextLine, columns: number): TextLine {
  const kept: TextSpan[] = [];
  let room = columns;
  for (const [index, span] of line.entries()) {
    const taken = columnsOf(span.text);
    const isLast = line.slice(index + 1).every(({ text }) => text === '');
    // a piece that fills the line leaves no room for the ellipsis of the next
    if (taken < room || (taken === room && isLast)) {
      kept.push(span);
      room -= taken;
      continue;
    }
    const cut = clipped(taken === room ? `${span.text}…` : span.text, room);
    return room > 0 ? [...kept, { ...span, text: cut }] : kept;
  }
  return kept;
}

/** A line with blanks behind it, to be so many columns wide. */
export function paddedLine(line: TextLine, columns: number): TextLine {
  const missing = columns - lineColumns(line);
  return missing > 0 ? [...line, { text: ' '.repeat(missing) }] : line;
}

/** A line as it is written. */
export function paintedLine(line: TextLine, paint: Paint): string {
  return line
    .map(({ text, meaning }) => (meaning === undefined ? text : paint(meaning, text)))
    .join('')
    .trimEnd();
}
