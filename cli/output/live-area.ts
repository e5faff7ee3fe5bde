import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Screen } from './output.ts';
import { shownLines } from './printable.ts';

/** Between two drawings: often enough to look alive, seldom enough to cost nothing. */
const DRAW_INTERVAL_MS = 100;

/** A line that wraps would be two to go back over. */
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';

/** Lines at the end of a terminal that are drawn again as they change. */
export interface LiveArea {
  /** What is drawn has changed. */
  changed(): void;
  /** Puts a line above that stays. */
  above(line: string): void;
  /** Draws a last time and leaves the lines standing. */
  end(): void;
  /** Takes the lines away. */
  clear(): void;
}

/** Draws what `render` gives, at most ten times a second. What is too wide is cut. */
export function startLiveArea(screen: Screen, clock: Clock, render: () => readonly string[]): LiveArea {
  let drawnLines = 0;
  let timer: Timer | undefined;
  const show = (lines: readonly string[]) => {
    timer?.cancel();
    timer = undefined;
    const back = drawnLines === 0 ? '' : `\u001b[${drawnLines}A\r`;
    const text = lines.map((line) => `${shownLines(line)}\n`).join('');
    screen.write(`${back}\u001b[J${NO_WRAP}${text}${WRAP}`);
    drawnLines = lines.length;
  };
  const draw = () => show(render().slice(0, Math.max(1, screen.size().rows - 1)));
  return {
    changed: () => {
      timer ??= clock.after(drawnLines === 0 ? 0 : DRAW_INTERVAL_MS, draw);
    },
    above: (line) => {
      show([]);
      screen.write(`${shownLines(line)}\n`);
      draw();
    },
    end: draw,
    clear: () => show([]),
  };
}
