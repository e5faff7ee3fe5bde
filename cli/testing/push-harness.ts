import { type ChildProcess, spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** What a run of the program left. */
export interface TestProgramEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the program that is under way. */
export interface Running {
  readonly ended: Promise<TestProgramEnd>;
  /** Resolves with the first machine line of that event that is as wanted. Rejects when the program ends without it. */
  event(
    name: string,
    isWanted?: (line: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Resolves when it has written such words to stderr. Rejects when the program ends without. */
  said(words: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export interface TestProgramOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `push-harness` as a process of its own; one that outlives the test is killed. */
export function startTestProgram(
  context: TestContext,
  argv: readonly string[],
  options: TestProgramOptions,
): Running {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...argv], {
    cwd: options.folder,
    env: { ...ownEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(() => child.kill('SIGKILL'));
  return watch(child, argv);
}

/** Runs `push-harness` to its end. */
export function runTestProgram(
  context: TestContext,
  argv: readonly string[],
  options: TestProgramOptions,
): Promise<TestProgramEnd> {
  return startTestProgram(context, argv, options).ended;
}

/** Nothing of what the developer has set for himself. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    // within GitHub Actions a run that is a test shows nothing at the build
    ([name]) => !/^(PUSH_HARNESS|GITHUB)_/.test(name) && name !== 'DEBUG',
  );
  return Object.fromEntries(own);
}

function watch(child: ChildProcess, argv: readonly string[]): Running {
  let stdout = '';
  let stderr = '';
  const lookers = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of lookers) look();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const look of lookers) look();
  });
  const ended = new Promise<TestProgramEnd>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  /** Resolves with what is found in what it has written, as soon as it has. */
  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        lookers.delete(look);
        resolve(found);
      };
      lookers.add(look);
      look();
      void ended.then(() => reject(new Error(`${argv.join(' ')} ended without ${what}: ${stdout}${stderr}`)));
    });
  }

  return {
    ended,
    event: (name, isWanted = () => true) =>
      until(name, () => records(stdout).find((line) => line.event === name && isWanted(line))),
    said: async (words) => {
      await until(String(words), () => words.exec(stderr) ?? undefined);
    },
    signal: (name) => {
      child.kill(name);
    },
  };
}

/** The machine lines so far. */
export function records(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = stdout.split('\n').slice(0, -1);
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}
