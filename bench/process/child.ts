import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { ChildCommands } from './child-answer.ts';

export interface ChildOptions {
  /** Where the child writes a CPU profile at its end. */
  readonly profileFolder: string | undefined;
  /** Told when the child ends without having been stopped. */
  readonly onCrash?: (error: Error) => void;
}

/** How long a child may take to end by itself; writing a CPU profile takes a second or two. */
const END_MS = 10_000;

/** Children started so far: tells the profiles of two apart. */
let started = 0;

/** A process of its own for one side of a benchmark. The type says what it can be asked. */
export class Child<C extends ChildCommands> {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #rpc: BirpcReturn<ChildCommands>;
  readonly #onCrash: (error: Error) => void;
  #stopping = false;

  /** @param file the child's own module, which calls `answer` */
  constructor(file: URL, { profileFolder, onCrash }: ChildOptions) {
    this.#onCrash = onCrash ?? (() => undefined);
    this.#name = file.pathname.split('/').at(-1) ?? file.pathname;
    const profile = profileFolder === undefined ? [] : profileFlags(profileFolder, this.#name);
    this.#process = fork(file, {
      execArgv: ['--import', 'tsx', ...profile],
      serialization: 'advanced',
    });
    this.#rpc = createBirpc<ChildCommands>(
      {},
      {
        post: (message) =>
          new Promise<void>((sent, failed) => {
            this.#process.send(message, (error) => (error ? failed(error) : sent()));
          }),
        on: (hear) => this.#process.on('message', hear),
        // a round of a benchmark takes as long as it takes
        timeout: -1,
      },
    );
    this.#process.on('exit', (code, signal) => this.#ended(code ?? signal));
  }

  /** @throws what the child threw, or Error where it ended before it answered */
  ask<K extends keyof C & string>(command: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>> {
    return this.#rpc.$call(command, ...args) as Promise<Awaited<ReturnType<C[K]>>>;
  }

  /** Resolves when the process has ended, by force where it does not end by itself. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#stopping = true;
    const exited = once(this.#process, 'exit');
    if (this.#process.connected) this.#process.disconnect();
    const force = setTimeout(() => this.#process.kill('SIGKILL'), END_MS);
    await exited;
    clearTimeout(force);
  }

  /** Gives up waiting for answers. */
  fail(error: Error): void {
    void this.#rpc.$rejectPendingCalls(({ reject }) => reject(error));
  }

  #ended(how: number | string | null): void {
    const error = new Error(`${this.#name} ended (${how})${this.#stopping ? '' : ' unasked'}`);
    this.#rpc.$close(error);
    if (!this.#stopping) this.#onCrash(error);
  }
}

/** A folder for each child, because each of its threads writes a profile. */
function profileFlags(folder: string, name: string): readonly string[] {
  started += 1;
  return ['--cpu-prof', `--cpu-prof-dir=${folder}/${started}-${name}`];
}
