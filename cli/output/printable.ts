import textWidth from 'fast-string-truncated-width';
import { UNSAFE_CHARACTERS } from '../../protocol/json-line.ts';

/** Text of others on one line of a terminal: what would be obeyed is shown as `\xNN` or `\u{NNNN}`. */
export function printable(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}

/** Colours as `paint` lays them on, tabs and line ends. */
const OURS = new RegExp(`${'\u001b'}\\[(?:1|2|22|3[1269])m|[\t\n]`, 'gu');

/** Lines of ours with text of others in them: the same, but for colours, tabs and line ends. */
export function shownLines(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: ours, index } of text.matchAll(OURS)) {
    shown += printable(text.slice(from, index)) + ours;
    from = index + ours.length;
  }
  return shown + printable(text.slice(from));
}

/** Columns that printable text takes on a terminal: wide letters and pictures take two, marks on letters none. */
export function columnsOf(text: string): number {
  return textWidth(text).width;
}

/** Made when first asked: it takes longer than most commands' own start. */
let graphemes: Intl.Segmenter | undefined;

/** Printable text of at most `columns` columns; an ellipsis ends what was cut. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (columns <= 0) return '';
  graphemes ??= new Intl.Segmenter();
  let kept = '';
  let room = columns - 1;
  for (const { segment } of graphemes.segment(text)) {
    room -= columnsOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept}…`;
}
