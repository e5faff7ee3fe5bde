import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { makeFolder } from '../../files/make-folder.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { TargetUnreachable } from './errors.ts';
import { DATA, fillCommand } from './placeholders.ts';
import { askStatus } from './server-status.ts';
import type { ProcessServer, ProcessSetting } from './target-file.ts';
import type { TargetTimings } from './timings.ts';

const HOST = '127.0.0.1';
const LOOK_EVERY_MS = 10;
/**
 * A server that has not answered by then does not come up. On a machine with ten times the work that it can do ours was seen to take
 * more than 30 s; one that has ended is noticed at once.
 */
const READY_WITHIN_MS = 90_000;
/** What is shown of a server that ended by itself. */
const SHOWN_LINES = 10;

export interface ProcessOptions {
  readonly dialect: DialectName;
  readonly timings: TargetTimings;
  readonly settings?: readonly ProcessSetting[];
  /** Gives an RSA private key (PEM) for each of the files that are there before the first start. */
  readonly drawKey: (index: number) => Promise<string>;
  /** Gives up the wait for its first answer, with its reason. */
  readonly signal?: AbortSignal;
  /** Is told each line of the server's stderr. */
  readonly onLine?: (line: string) => void;
}

export interface ServerPorts {
  readonly port: number;
  readonly heartbeatPort: number;
  readonly commandPort: number;
}

/** A server that a command runs, in a folder of its own and at ports of its own, which it keeps over restarts. */
export class OwnProcess {
  readonly ports: ServerPorts;
  readonly data: string;
  readonly #server: ProcessServer;
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #lastLines: string[] = [];

  private constructor(server: ProcessServer, options: ProcessOptions, ports: ServerPorts, data: string) {
    this.#server = server;
    this.#options = options;
    this.ports = ports;
    this.data = data;
  }

  /** Resolves when the server answers. @throws TargetUnreachable where it does not */
  static async start(server: ProcessServer, options: ProcessOptions): Promise<OwnProcess> {
    const data = await mkdtemp(join(tmpdir(), 'push-harness-target-'));
    const started = new OwnProcess(server, options, await freePorts(), data);
    try {
      for (const [index, name] of server.keys.entries()) {
        const file = join(data, name);
        makeFolder(dirname(file), 0o700);
        await writeFile(file, await options.drawKey(index), { mode: 0o600 });
      }
      await started.#start(options.timings);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  get url(): string {
    return `http://${HOST}:${this.ports.port}`;
  }

  /** The process that runs now. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How it ended by itself, with what it wrote last; undefined while it runs. */
  get ended(): string | undefined {
    const { exitCode = null, signalCode = null } = this.#child ?? {};
    if (exitCode === null && signalCode === null) return undefined;
    return [`its process ended with ${signalCode ?? `exit code ${exitCode}`}`, ...this.#lastLines].join(' ');
  }

  /** A path of the target's file, with `{data}` filled in. */
  path(name: string): string {
    return name.replace(DATA, this.data);
  }

  /**
   * Ends it and starts it again at the same ports, on what it has kept.
   * @param whileAway what is waited for in between
   */
  async restart(
    signal: NodeJS.Signals,
    timings = this.#options.timings,
    whileAway?: () => Promise<void>,
  ): Promise<void> {
    await this.#end(signal);
    await whileAway?.();
    await this.#start(timings);
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.data, { recursive: true, force: true });
  }

  async #start(timings: TargetTimings): Promise<void> {
    const { dialect, settings = [], onLine } = this.#options;
    const words = settings.flatMap((setting) => this.#server.settings[setting] ?? []);
    const fillings = { ...this.ports, data: this.data, dialect, timings };
    const [program = '', ...args] = fillCommand([...this.#server.command, ...words], fillings, ourselves());
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: this.#server.folder });
    this.#child = child;
    // whoever started it may be told to end at once, and it is not to be left behind
    const end = (): boolean => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.#lastLines = [...this.#lastLines, line].slice(-SHOWN_LINES);
      onLine?.(line);
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', (cause) =>
        reject(new TargetUnreachable(`cannot start ${program}: ${cause.message}`)),
      );
      child.once('exit', () =>
        reject(
          new TargetUnreachable(
            `${program} ended before it answered: ${this.#lastLines.join(' ') || 'silently'}`,
          ),
        ),
      );
    });
    failed.catch(() => {
      // it matters only until the server answers
    });
    await Promise.race([this.#untilReady(), failed]);
    this.#options.signal?.throwIfAborted();
  }

  async #untilReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    const { signal } = this.#options;
    while (!(await askStatus(this.url, undefined, signal)).isRight) {
      if (this.#child?.exitCode !== null || signal?.aborted) return;
      if (performance.now() > deadline)
        throw new TargetUnreachable(`nothing answers at ${this.url} after ${READY_WITHIN_MS / 1_000} s`);
      await pause(LOOK_EVERY_MS);
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (child.pid === undefined) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

/** The words that run this program, from its sources or compiled. */
export function ourselves(): readonly [program: string, ...args: string[]] {
  const isSource = import.meta.url.endsWith('.ts');
  const main = fileURLToPath(new URL(`../../cli/main.${isSource ? 'ts' : 'js'}`, import.meta.url));
  return [process.execPath, ...(isSource ? ['--import', import.meta.resolve('tsx')] : []), main];
}

/** Nobody listens at them, and none of them is given twice soon. */
async function freePorts(): Promise<ServerPorts> {
  const [port, heartbeatPort, commandPort] = await Promise.all([
    getPort({ host: HOST }),
    getPort({ host: HOST }),
    getPort({ host: HOST }),
  ]);
  return { port, heartbeatPort, commandPort };
}
