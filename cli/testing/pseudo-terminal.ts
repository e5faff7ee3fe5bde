import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const HELPER = fileURLToPath(new URL('pseudo-terminal.py', import.meta.url));

/** A run takes seconds; longer is a run that hangs. */
const PATIENCE_MS = 120_000;

/** `push-harness` in a pseudo terminal, as somebody sees it who sits there. */
export interface TerminalRun {
  /** The rows of the screen, without blanks at their ends. */
  rows(): readonly string[];
  /** Whether it shows the other screen, as programs do that take all of it. */
  isFullScreen(): boolean;
  /** Everything that was written, with its escape sequences. */
  readonly written: string;
  /** Resolves when the screen is as wanted. Rejects with what is on it when the program ends before, or it takes too long. */
  until(what: string, isWanted: () => boolean): Promise<void>;
  resize(columns: number, rows: number): void;
  type(text: string): void;
  signal(name: NodeJS.Signals): void;
  /** Resolves when the program has been stopped, as by Ctrl-Z. */
  stopped(): Promise<void>;
  /** Its exit code, when all is written. */
  readonly ended: Promise<number | null>;
}

/** What a run in a pseudo terminal is started with. */
export interface TerminalRunOptions {
  readonly folder: string;
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `push-harness` in a pseudo terminal (made by Python, which npm wants too); one that outlives the test is killed. */
export function runInTerminal(
  context: TestContext,
  argv: readonly string[],
  { folder, columns, rows, env = {} }: TerminalRunOptions,
): TerminalRun {
  const program = [process.execPath, '--import', import.meta.resolve('tsx'), MAIN, ...argv];
  const {
    CI: _ci,
    NO_COLOR: _noColor,
    FORCE_COLOR: _forceColor,
    NODE_OPTIONS: _options,
    ...own
  } = process.env;
  const child = spawn('python3', [HELPER, String(columns), String(rows), ...program], {
    cwd: folder,
    env: { ...own, TERM: 'xterm-256color', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  context.after(() => child.kill('SIGKILL'));
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const changes = new EventTarget();
  let written = '';
  let hasEnded = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
    terminal.write(text, () => changes.dispatchEvent(new Event('change')));
  });
  const ended = once(child, 'close').then(async ([code]) => {
    await new Promise<void>((resolve) => terminal.write('', resolve));
    hasEnded = true;
    changes.dispatchEvent(new Event('change'));
    return code as number | null;
  });
  const order = (line: string) => child.stdin.write(`${line}\n`);
  const shown = () => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true, 0, terminal.cols) ?? '',
    );
  };
  return {
    rows: shown,
    isFullScreen: () => terminal.buffer.active.type === 'alternate',
    get written() {
      return written;
    },
    until: (what, isWanted) =>
      new Promise((resolve, reject) => {
        const giveUp = (why: string) =>
          finish(() => reject(new Error(`${why} before ${what}; on the screen:\n${shown().join('\n')}`)));
        const timer = setTimeout(() => giveUp(`${PATIENCE_MS} ms have passed`), PATIENCE_MS);
        const look = () => {
          if (isWanted()) finish(resolve);
          else if (hasEnded) giveUp('the program has ended');
        };
        const finish = (how: () => void) => {
          clearTimeout(timer);
          changes.removeEventListener('change', look);
          how();
        };
        changes.addEventListener('change', look);
        look();
      }),
    resize: (toColumns, toRows) => {
      terminal.resize(toColumns, toRows);
      order(`size ${toColumns} ${toRows}`);
    },
    type: (text) => order(`type ${Buffer.from(text).toString('hex')}`),
    signal: (name) => order(`signal ${constants.signals[name]}`),
    stopped: async () => {
      const told = once(child.stderr, 'data');
      order('stopped');
      await told;
    },
    ended,
  };
}
