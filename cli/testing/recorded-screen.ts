import type { Screen, ScreenSize } from '../output/output.ts';
import { plain } from '../output/paint.ts';

/** A screen that keeps what is written on it. */
export interface RecordedScreen extends Screen {
  readonly text: string;
  /** Finished lines, without their ends. */
  readonly lines: readonly string[];
  /** The terminal has another size from now on. */
  resize(size: ScreenSize): void;
}

const UNBOUNDED = { columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY };

/** A terminal of that size, or no terminal. */
export function recordedScreen(terminal?: ScreenSize): RecordedScreen {
  let text = '';
  let size = terminal ?? UNBOUNDED;
  const listeners = new Set<() => void>();
  return {
    write: (chunk) => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    },
    isTerminal: terminal !== undefined,
    canRedraw: terminal !== undefined,
    paint: plain,
    size: () => size,
    onResize: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resize: (next) => {
      size = next;
      for (const listener of listeners) listener();
    },
    get text() {
      return text;
    },
    get lines() {
      return text.split('\n').slice(0, -1);
    },
  };
}
