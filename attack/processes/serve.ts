import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import type { AttackTarget } from '../attack.ts';
import { Resident } from './resident.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const WATCH = new URL('./watch-loop.ts', import.meta.url).href;
const FREE_PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
/** A server that has not ended after this long is killed, and said to hang. */
const STOP_WITHIN_MS = 30_000;
/** A server that takes more is killed: what is tried here must not take the machine down. */
const MOST_BYTES = 2 * 1_073_741_824;
const LOOK_MS = 50;
/** Lines of the log that are kept. */
const KEPT_LINES = 2_000;
/** Of pino: `error` and `fatal` are faults of the server's own. */
const ERROR_LEVEL = 50;

export interface ServeOptions {
  /** More words for `push-harness serve`. */
  readonly words?: readonly string[];
  /** A data folder that is somebody else's to remove; a new one where it is left out. */
  readonly data?: string;
}

/** How a server ended, and what it had to say of itself. */
export interface ServeEnd {
  /** Exit code, or the signal that ended it. */
  readonly how: number | string;
  /** Errors in its log. */
  readonly errors: readonly string[];
}

/** The server ended before it served. */
export class NotServing extends Error {
  override readonly name = 'NotServing';
  /** Exit code, or the signal that ended it. */
  readonly how: number | string;

  constructor(how: number | string, said: string) {
    super(`the server did not come up (${how}): ${said}`);
    this.how = how;
  }
}

/** `push-harness serve` from the source, in a process of its own, with its default settings. */
export class Serve {
  readonly target: AttackTarget;
  readonly memory: Resident;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #log: readonly string[];
  readonly #ownFolder: string | undefined;
  #isTooLarge = false;

  private constructor(
    child: ChildProcess,
    exited: Promise<unknown>,
    log: readonly string[],
    target: AttackTarget,
    own?: string,
  ) {
    this.#child = child;
    this.#exited = exited;
    this.#log = log;
    this.target = target;
    this.#ownFolder = own;
    this.memory = new Resident(child.pid ?? 0);
    const guard = setInterval(() => this.#lookAtSize(), LOOK_MS);
    void exited.then(() => clearInterval(guard));
  }

  /** Resolves when it serves. @throws NotServing with what it wrote where it does not come up */
  static async start({ words = [], data }: ServeOptions = {}): Promise<Serve> {
    const own = data === undefined ? newTempFolder() : undefined;
    const folder = data ?? own ?? '';
    const child = fork(MAIN, ['serve', '--json', '--data', folder, ...FREE_PORTS, ...words], {
      execArgv: ['--import', import.meta.resolve('tsx'), '--import', WATCH],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const exited = once(child, 'exit');
    const log: string[] = [];
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => void keep(log, line));
    const ready = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
      if (child.stdout)
        createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    });
    const said = await Promise.race([ready, exited.then(() => undefined)]);
    if (said === undefined) {
      if (own !== undefined) removeTempFolder(own);
      throw new NotServing(child.exitCode ?? child.signalCode ?? 'unknown', log.join('\n'));
    }
    const [url, heartbeat, command] = [String(said.url), String(said.heartbeat), String(said.command)];
    const privateKey = readFileSync(join(folder, 'keys', 'admin.pem'), 'utf8');
    const target = { url, heartbeat, command, org: String(said.org), user: String(said.user), privateKey };
    return new Serve(child, exited, log, target, own);
  }

  /** @throws Error that says how it ended, where it has */
  assertAlive(): void {
    if (this.isAlive) return;
    const { exitCode, signalCode } = this.#child;
    const errors = this.#log.filter(isError).join('\n');
    throw new Error(
      this.#isTooLarge
        ? `the server was killed, since it took more than ${MOST_BYTES / 1_073_741_824} GB`
        : `the server has ended by itself: ${exitCode ?? signalCode}\n${errors}`,
    );
  }

  /** All that it wrote to its log so far. */
  get log(): readonly string[] {
    return this.#log;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The longest delay of its event loop since this was asked last, milliseconds. @throws Error where it has ended */
  async longestDelayMs(): Promise<number> {
    this.assertAlive();
    const answered = once(this.#child, 'message').then(([ms]) => Number(ms));
    this.#child.send('delay', () => undefined);
    return await Promise.race([
      answered,
      this.#exited.then(() => {
        this.assertAlive();
        return 0;
      }),
    ]);
  }

  #lookAtSize(): void {
    if (!this.isAlive || process.platform !== 'linux') return;
    try {
      this.#isTooLarge ||= this.memory.now > MOST_BYTES;
    } catch {
      // it has ended in this moment
    }
    if (this.#isTooLarge) this.signal('SIGKILL');
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#exited;
  }

  /** Ends it as an operator does; by force where it hangs. */
  async stop(): Promise<ServeEnd> {
    this.signal('SIGTERM');
    let hangs = false;
    const force = setTimeout(() => {
      hangs = true;
      this.signal('SIGKILL');
    }, STOP_WITHIN_MS);
    await this.#exited;
    clearTimeout(force);
    if (this.#ownFolder !== undefined) removeTempFolder(this.#ownFolder);
    const { exitCode, signalCode } = this.#child;
    const how = hangs
      ? `hung for ${STOP_WITHIN_MS / 1_000} s after SIGTERM`
      : (exitCode ?? signalCode ?? 'unknown');
    return { how, errors: this.#log.filter(isError) };
  }
}

function keep(log: string[], line: string): void {
  if (isError(line) || log.length < KEPT_LINES) log.push(line);
}

function isError(line: string): boolean {
  const level = /^\{"level":(\d+)/.exec(line)?.[1];
  return Number(level) >= ERROR_LEVEL;
}
