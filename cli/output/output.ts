import { jsonLine } from '../../protocol/json-line.ts';
import type { Paint } from './paint.ts';
import { shownLines } from './printable.ts';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** One of the two streams, and what it can show. */
export interface Screen {
  /** Text is shown without private keys, where the program runs on it; bytes are written as they are. */
  write(chunk: string | Uint8Array): void;
  readonly isTerminal: boolean;
  /** Lines can be drawn over one another: a terminal that is not `TERM=dumb`, with somebody who looks at it (no `CI`). */
  readonly canRedraw: boolean;
  readonly paint: Paint;
  /** Read anew at each use: a window changes its size. */
  size(): ScreenSize;
  /** Calls whenever the size has changed, until what it gives is called. */
  onResize(listener: () => void): () => void;
}

/**
 * Where things are told. Answers go to stdout: text for people, or machine lines with `--json`. Everything
 * said on the way goes to stderr.
 */
export interface Output {
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** `--json`: stdout holds machine lines and nothing else. */
  readonly json: boolean;
  /** A line of the answer for people; nothing with `--json`. */
  answer(line: string): void;
  /** A line of the answer for machines; nothing without `--json`. */
  record(line: Readonly<Record<string, unknown>>): void;
  /** The same with the private keys in it: for an answer that is one, or all that a command has written. */
  recordWhole(line: Readonly<Record<string, unknown>>): void;
  /** A remark on the way. */
  remark(line: string): void;
}

export function createOutput(stdout: Screen, stderr: Screen, json: boolean): Output {
  return {
    stdout,
    stderr,
    json,
    answer: (line) => {
      if (!json) stdout.write(`${shownLines(line)}\n`);
    },
    record: (line) => {
      if (json) stdout.write(`${jsonLine(line)}\n`);
    },
    recordWhole: (line) => {
      if (json) stdout.write(Buffer.from(`${jsonLine(line)}\n`));
    },
    remark: (line) => stderr.write(`${shownLines(line)}\n`),
  };
}
