import type { WriteStream } from 'node:tty';
import type { Screen } from './output.ts';
import { paintFor } from './paint.ts';

/** Columns and rows of what is no terminal: lines are not cut for it. */
const UNBOUNDED = { columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY };

/** A stream of the process as a screen. */
export function screenOf(stream: WriteStream, env: Readonly<Record<string, string | undefined>>): Screen {
  const isTerminal = stream.isTTY === true;
  return {
    write: (chunk) => {
      stream.write(chunk);
    },
    isTerminal,
    canRedraw: isTerminal && env.TERM !== 'dumb' && !isCi(env),
    paint: paintFor(isTerminal, env),
    size: () => (isTerminal ? { columns: stream.columns || 80, rows: stream.rows || 24 } : UNBOUNDED),
    onResize: (listener) => {
      stream.on('resize', listener);
      return () => stream.off('resize', listener);
    },
  };
}

/** Builds keep what is printed as a log, on whatever terminal they seem to run. */
function isCi({ CI }: Readonly<Record<string, string | undefined>>): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
}
