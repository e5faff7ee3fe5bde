import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Screen, ScreenSize } from './output.ts';
import { shownLines } from './printable.ts';

/** Between two drawings: often enough to look alive, seldom enough to cost nothing. */
const DRAW_INTERVAL_MS = 250;

/** The other screen of a terminal, empty and without a cursor; and back, as everything was. */
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[2J';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';
/** What is too wide is cut, never on two lines. */
const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';
const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[2K';
const CLEAR_BELOW = '\u001b[J';

/** A whole terminal that is drawn again as things change. What stood there before comes back at the end. */
export interface FullScreen {
  /** What is drawn has changed. */
  changed(): void;
  /** Gives the terminal back; nothing is drawn any more. */
  end(): void;
}

type ProcessEvent = 'exit' | 'uncaughtExceptionMonitor' | 'SIGTSTP' | 'SIGCONT';

/** What tells that the process ends or stands still, so that it never leaves a terminal without its cursor. */
export interface WatchedProcess {
  readonly pid: number;
  prependListener(event: ProcessEvent, listener: () => void): unknown;
  off(event: ProcessEvent, listener: () => void): unknown;
  kill(pid: number, signal: 'SIGSTOP'): unknown;
}

/**
 * Takes a terminal that can redraw and draws what `render` gives for its size, at most four times a second, and at once when the size
 * changes. It is given back with `end`, at the exit of the process, before it tells of an error that nobody caught, and while it is
 * suspended (Ctrl-Z).
 * @param given called once when it is given back, whatever the reason
 */
export function takeFullScreen(
  screen: Screen,
  clock: Clock,
  render: (size: ScreenSize) => readonly string[],
  given: () => void,
  host: WatchedProcess = process,
): FullScreen {
  let timer: Timer | undefined;
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let hasEnded = false;
  let isAway = true;
  const draw = () => {
    timer?.cancel();
    timer = undefined;
    if (hasEnded || isAway) return;
    drawnAtMs = clock.monotonic();
    const { columns, rows } = screen.size();
    const lines = render({ columns, rows }).slice(0, rows);
    const text = lines.map((line) => `${CLEAR_LINE}${shownLines(line)}`).join('\r\n');
    const below = lines.length < rows ? `\r\n${CLEAR_BELOW}` : '';
    screen.write(`${NO_WRAP}${HOME}${text}${below}${WRAP}`);
  };
  const stopHearing = screen.onResize(draw);
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    timer?.cancel();
    stopHearing();
    for (const [event, listener] of listeners) host.off(event, listener);
    if (!isAway) screen.write(LEAVE);
    given();
  };
  const suspend = () => {
    isAway = true;
    screen.write(LEAVE);
    host.kill(host.pid, 'SIGSTOP');
  };
  const enter = () => {
    if (!isAway) return;
    isAway = false;
    screen.write(ENTER);
    draw();
  };
  const listeners: readonly (readonly [ProcessEvent, () => void])[] = [
    ['exit', end],
    ['uncaughtExceptionMonitor', end],
    ['SIGTSTP', suspend],
    ['SIGCONT', enter],
  ];
  for (const [event, listener] of listeners) host.prependListener(event, listener);
  enter();
  return {
    changed: () => {
      if (hasEnded) return;
      const passedMs = clock.monotonic() - drawnAtMs;
      timer ??= clock.after(Math.max(0, DRAW_INTERVAL_MS - passedMs), draw);
    },
    end,
  };
}
