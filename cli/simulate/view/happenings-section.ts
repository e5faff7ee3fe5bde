import type { Meaning } from '../../output/paint.ts';
import { printable } from '../../output/printable.ts';
import type { TextLine } from '../../output/text-line.ts';
import { clockText } from './clock-text.ts';
import type { Happening, ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

const MEANINGS: Readonly<Record<Happening['state'], Meaning>> = {
  under_way: 'busy',
  due: 'quiet',
  failed: 'bad',
  done: 'quiet',
};
const WHEN_COLUMNS = 14;

/** Events and faults: what is under way with the time left, what comes next, what is over. */
export function happeningsSection({ happenings }: Pick<ViewFigures, 'happenings'>): ViewSection {
  const order = Object.keys(MEANINGS);
  const sorted = happenings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const lines = sorted.map(
    (happening): TextLine => [
      { text: whenText(happening).padEnd(WHEN_COLUMNS), meaning: MEANINGS[happening.state] },
      { text: printable(happening.text) },
    ],
  );
  return { label: 'events', lines, wants: [1, 2], rank: 6, side: 'right' };
}

function whenText({ state, leftSeconds }: Happening): string {
  const time = leftSeconds === undefined ? undefined : clockText(leftSeconds);
  switch (state) {
    case 'under_way':
      return time === undefined ? 'under way' : `${time} left`;
    case 'due':
      return time === undefined ? 'due' : `in ${time}`;
    case 'failed':
      return 'failed';
    case 'done':
      return 'done';
  }
}
