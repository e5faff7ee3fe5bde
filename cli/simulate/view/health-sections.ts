import { secondsText } from '../../../reports/generators/fleet/figures.ts';
import { columnsOf, printable } from '../../output/printable.ts';
import { plainLine, type TextLine, type TextSpan } from '../../output/text-line.ts';
import type { ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

/** Less is how late timers are on a busy machine, and no matter. */
export const IS_LATE_FROM_SECONDS = 0.5;
const IS_STRETCHED_FROM = 1.5;
const COUNT_COLUMNS = 6;

/** Nodes that were falsely taken for down, then what went wrong by kind. */
export function errorsSection(
  { errors, falseDown }: Pick<ViewFigures, 'errors' | 'falseDown'>,
  columns: number,
): ViewSection {
  const counted = (count: number, text: string): TextLine => [
    { text: String(count).padStart(COUNT_COLUMNS), meaning: count > 0 ? 'bad' : 'quiet' },
    { text: `  ${printable(text)}`, ...(count === 0 && { meaning: 'quiet' as const }) },
  ];
  const lines = [
    ...(falseDown === undefined ? [] : [counted(falseDown, 'nodes falsely down (false_down)')]),
    ...errors.map(({ what, count }) => counted(count, what)),
    ...(errors.length === 0 && falseDown === undefined ? [plainLine('none', 'quiet')] : []),
  ];
  const all = [
    ...(falseDown === undefined ? [] : [`${falseDown} false_down`]),
    ...errors.map(({ what, count }) => `${count} ${printable(what)}`),
  ];
  const isAny = errors.length > 0 || (falseDown ?? 0) > 0;
  const compact = flowed(all, columns).map((line) => plainLine(line, isAny ? 'bad' : 'quiet'));
  return { label: 'errors', lines, compact, wants: [1, 2], rank: 5, side: 'right' };
}

/** Items one after the other, on a new line where the next has no room. */
function flowed(items: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const longer = `${lines.at(-1)}; ${item}`;
    if (lines.length > 0 && columnsOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}

/** How late this machine is, how much longer its work takes, how far behind the plan it is; then whose fault that is. */
export function machineSection({ machine }: Pick<ViewFigures, 'machine'>): ViewSection {
  const { lateSeconds, mostLateSeconds, stretch, behindSeconds } = machine;
  const isLate = lateSeconds >= IS_LATE_FROM_SECONDS;
  const isStretched = stretch !== undefined && stretch >= IS_STRETCHED_FROM;
  const bad = (text: string, isBad: boolean): TextSpan => ({
    text,
    ...(isBad && { meaning: 'bad' as const }),
  });
  const first: TextLine = [
    bad(isLate ? `${secondsText(lateSeconds)} late` : 'in time', isLate),
    { text: ` (most ${secondsText(mostLateSeconds)})` },
    ...(stretch === undefined
      ? []
      : [{ text: ', ' }, bad(`work ${stretch.toFixed(1)} times as long`, isStretched)]),
    ...(behindSeconds === undefined ? [] : [{ text: `, ${secondsText(behindSeconds)} behind plan` }]),
  ];
  const blame = 'it is this machine, not the server: fewer nodes, or more --workers';
  const lines = isLate || isStretched ? [first, plainLine(blame, 'bad')] : [first];
  return { label: 'machine', lines, wants: [1, 1], rank: 6, side: 'right' };
}
