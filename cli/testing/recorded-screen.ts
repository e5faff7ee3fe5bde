import type { Screen } from '../output/output.ts';
import { plain } from '../output/paint.ts';

/** A screen that keeps what is written on it. */
export interface RecordedScreen extends Screen {
  readonly text: string;
  /** Finished lines, without their ends. */
  readonly lines: readonly string[];
}

/** A terminal of that size, or no terminal. */
export function recordedScreen(terminal?: {
  readonly columns: number;
  readonly rows: number;
}): RecordedScreen {
  let text = '';
  return {
    write: (chunk) => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    },
    isTerminal: terminal !== undefined,
    paint: plain,
    size: () => terminal ?? { columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY },
    get text() {
      return text;
    },
    get lines() {
      return text.split('\n').slice(0, -1);
    },
  };
}
