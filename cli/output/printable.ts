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

/** Made when first asked: it takes longer than most commands' own start. */
let graphemes: Intl.Segmenter | undefined;

function graphemesOf(text: string): Intl.Segments {
  graphemes ??= new Intl.Segmenter();
  return graphemes.segment(text);
}

/** East Asian wide letters and pictures take two columns. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that printable text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemesOf(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** Printable text of at most `columns` columns; an ellipsis ends what was cut. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let room = columns - 1;
  for (const { segment } of graphemesOf(text)) {
    room -= columnsOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return columns > 0 ? `${kept}…` : '';
}
