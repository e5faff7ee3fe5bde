import { styleText } from 'node:util';

/** What a piece of text means; the colour follows. */
export type Meaning = 'good' | 'bad' | 'busy' | 'quiet' | 'title';

/** Colours text by its meaning, or leaves it alone. */
export type Paint = (meaning: Meaning, text: string) => string;

const STYLES = {
  good: 'green',
  bad: 'red',
  busy: 'cyan',
  quiet: 'dim',
  title: 'bold',
} as const satisfies Record<Meaning, Parameters<typeof styleText>[0]>;

export const plain: Paint = (_meaning, text) => text;

export const coloured: Paint = (meaning, text) =>
  // newer Node would judge by stdout, whichever stream this is for
  styleText(STYLES[meaning], text, { validateStream: false });

/** Colours on a terminal that takes them, unless `NO_COLOR` is set. */
export function paintFor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  const unwanted = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  return isTerminal && !unwanted && env.TERM !== 'dumb' ? coloured : plain;
}
