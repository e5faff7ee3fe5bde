import type { Clock } from '../../../protocol/time/clock.ts';
import { takeFullScreen } from '../../output/full-screen.ts';
import type { Output } from '../../output/output.ts';
import type { ViewFigures, ViewNotice } from './view-figures.ts';
import { viewLines } from './view-lines.ts';

/** Remarks that are kept until the terminal is given back; older ones are counted. */
const MOST_REMARKS = 500;
/** Of them those that the view may show. */
const SHOWN_NOTICES = 20;

/** A view that takes the whole terminal. */
export interface LiveView {
  /** The figures are new. */
  changed(): void;
  /** A remark: it is shown lately, and stands on stderr once the terminal is given back, at once where stderr is elsewhere. */
  remark(line: string): void;
  /** Gives the terminal back. */
  end(): void;
}

/** What a view shows besides remarks: all that changes with the figures. */
export type FiguresNow = () => Omit<ViewFigures, 'notices'>;

/** Shows figures on a terminal; undefined where plain lines are to be printed instead. */
export function openLiveView(output: Output, clock: Clock, figures: FiguresNow): LiveView | undefined {
  const { stdout, stderr, json } = output;
  if (!stdout.canRedraw || json) return undefined;
  const notices: ViewNotice[] = [];
  let forgotten = 0;
  let isOver = false;
  const screen = takeFullScreen(
    stdout,
    clock,
    (size) => viewLines({ ...figures(), notices: notices.slice(-SHOWN_NOTICES) }, size, stdout.paint),
    () => {
      isOver = true;
      if (!stderr.isTerminal) return;
      if (forgotten > 0) output.remark(`… and ${forgotten} lines before`);
      for (const { text } of notices) output.remark(text);
    },
  );
  return {
    changed: screen.changed,
    remark: (text) => {
      if (isOver || !stderr.isTerminal) output.remark(text);
      if (isOver) return;
      notices.push({ atSeconds: figures().seconds, text });
      if (notices.length > MOST_REMARKS) {
        notices.shift();
        forgotten += 1;
      }
      screen.changed();
    },
    end: screen.end,
  };
}
