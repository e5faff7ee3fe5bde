import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ChildAnswer, ChildCommands, Question } from './child-answer.ts';

export interface ChildOptions {
  /** Where the child writes a CPU profile at its end. */
  readonly profileFolder: string | undefined;
  /** Told when the child ends without having been stopped. */
  readonly onCrash?: (error: Error) => void;
}

interface Waiting {
  readonly answered: (value: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** How long a child may take to end by itself; writing a CPU profile takes a second or two. */
const END_MS = 10_000;

/** Children started so far: tells the profiles of two apart. */
let started = 0;

/** A process of its own for one side of a benchmark. The type says what it can be asked. */
export class Child<C extends ChildCommands> {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
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
    this.#process.on('message', (answer: ChildAnswer) => this.#take(answer));
    this.#process.on('exit', (code, signal) => this.#ended(code ?? signal));
  }

  /** @throws Error with the child's stack where it failed, or where it ended before it answered */
  ask<K extends keyof C & string>(command: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>> {
    const question: Question = { number: this.#asked++, command, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.number, {
        answered: (value) => resolve(value as Awaited<ReturnType<C[K]>>),
        failed: reject,
      });
      this.#process.send(question, (error) => {
        if (error) this.#settle(question.number)?.failed(error);
      });
    });
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

  #take(answer: ChildAnswer): void {
    const waiting = this.#settle(answer.number);
    if ('value' in answer) waiting?.answered(answer.value);
    else waiting?.failed(new Error(`${this.#name} failed: ${answer.error}`));
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  /** Gives up waiting for answers. */
  fail(error: Error): void {
    for (const number of [...this.#waiting.keys()]) this.#settle(number)?.failed(error);
  }

  #ended(how: number | string | null): void {
    const error = new Error(`${this.#name} ended (${how})${this.#stopping ? '' : ' unasked'}`);
    this.fail(error);
    if (!this.#stopping) this.#onCrash(error);
  }
}

/** A folder for each child, because each of its threads writes a profile. */
function profileFlags(folder: string, name: string): readonly string[] {
  started += 1;
  return ['--cpu-prof', `--cpu-prof-dir=${folder}/${started}-${name}`];
}
