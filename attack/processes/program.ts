import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Resident } from './resident.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const LOOK_MS = 20;
/** One that takes more is killed: what is tried here must not take the machine down. */
const MOST_BYTES = 1_073_741_824;
/** What is kept of what it writes, characters. */
const KEPT_CHARACTERS = 200_000;

/** What a run of the command line left. */
export interface ProgramEnd {
  /** Exit code, or the signal that ended it; undefined: it had to be killed, for its time or its memory. */
  readonly how: number | string | undefined;
  readonly seconds: number;
  /** Resident memory at most; 0 where the machine does not say. */
  readonly mostBytes: number;
  /** All that it wrote, to either channel. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** It is killed where it has not ended after this long. */
  readonly withinMs: number;
  /** Has SIGINT sent to it. */
  readonly interrupt?: Promise<unknown>;
}

/** Starts `push-harness` from the source, in a process of its own, with its output in a pipe. */
export function startPushHarness(
  words: readonly string[],
  { folder, env = {} }: Pick<ProgramOptions, 'folder' | 'env'>,
): ChildProcess {
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...words], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `push-harness` to its end, whatever it takes. */
export async function runPushHarness(words: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  const startMs = performance.now();
  const child = startPushHarness(words, options);
  const memory = new Resident(child.pid ?? 0);
  let output = '';
  for (const channel of [child.stdout, child.stderr])
    channel?.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(0, KEPT_CHARACTERS);
    });
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    child.kill('SIGKILL');
  };
  let mostBytes = 0;
  const looking = setInterval(() => {
    mostBytes = Math.max(mostBytes, mostOf(memory));
    if (mostBytes > MOST_BYTES) kill();
  }, LOOK_MS);
  const force = setTimeout(kill, options.withinMs);
  void options.interrupt?.then(() => child.kill('SIGINT'));
  const [code, signal] = await once(child, 'close');
  clearInterval(looking);
  clearTimeout(force);
  const seconds = (performance.now() - startMs) / 1_000;
  return { how: isKilled ? undefined : (code ?? signal), seconds, mostBytes, output };
}

/** The peak that the kernel keeps is told as long as the process is there. */
function mostOf(memory: Resident): number {
  try {
    return memory.most || 0;
  } catch {
    // it has ended, or this is no Linux
    return 0;
  }
}
