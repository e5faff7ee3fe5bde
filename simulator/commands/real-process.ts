import { type ChildProcess, spawn } from 'node:child_process';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import { Capture } from './capture.ts';
import type { CommandEnded, CommandRequest, CommandResult, RunningCommand } from './command.ts';
import { jobEnvironment } from './job-environment.ts';
import type { JobFiles } from './job-files.ts';
import { groupEnded, groupStarted, signalGroup } from './process-group.ts';
import { findUser } from './users.ts';

export interface ProcessRunnerOptions {
  readonly clock: Clock;
  readonly files: JobFiles;
  /** Commands that run at once; more of them wait. */
  readonly concurrency: number;
  /** What is kept of a channel. */
  readonly maxOutputBytes: number;
  /** Names that a job may set in the environment; undefined lets it set all. */
  readonly overwritableEnv: readonly string[] | undefined;
}

/** A command that was told to end and has not after this long is killed. */
const KILL_AFTER_MS = 2_000;
/** What has left the process group may hold a channel open; it is waited for no longer than this. */
const DRAIN_MS = 250;

/** Runs commands as processes of this machine, each in a process group of its own. */
export class ProcessRunner {
  readonly #options: ProcessRunnerOptions;
  readonly #limit: LimitFunction;
  readonly #running = new Map<RealCommand, Promise<void>>();

  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
    this.#limit = pLimit(options.concurrency);
  }

  /** Starts a command with the shell, or lets it wait for its turn. */
  start(request: CommandRequest, ended: CommandEnded): RunningCommand {
    const command = new RealCommand(this.#options, request);
    void this.#limit(() => command.run());
    const over = command.ended.then((result) => {
      this.#running.delete(command);
      ended(result);
    });
    this.#running.set(command, over);
    return command;
  }

  /** Ends every command and waits until all are over, their files gone. */
  async stop(): Promise<void> {
    for (const command of this.#running.keys()) command.kill();
    await Promise.all(this.#running.values());
    await this.#options.files.close();
  }
}

class RealCommand implements RunningCommand {
  readonly ended: Promise<CommandResult>;
  readonly #options: ProcessRunnerOptions;
  readonly #request: CommandRequest;
  #end: (result: CommandResult) => void = () => undefined;
  #child: ChildProcess | undefined;
  #killed = false;
  #killTimer: Timer | undefined;

  constructor(options: ProcessRunnerOptions, request: CommandRequest) {
    this.#options = options;
    this.#request = request;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async run(): Promise<void> {
    if (this.#killed) return;
    try {
      this.#end(await this.#toItsEnd());
    } catch (error) {
      this.#end({ exitCode: null, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    const pid = this.#child?.pid;
    if (pid === undefined) {
      // it has not begun, and will not
      this.#end({ exitCode: null });
      return;
    }
    signalGroup(pid, 'SIGTERM');
    this.#killTimer = this.#options.clock.after(KILL_AFTER_MS, () => signalGroup(pid, 'SIGKILL'));
  }

  async #toItsEnd(): Promise<CommandResult> {
    const { files, overwritableEnv } = this.#options;
    const { order, commandLine } = this.#request;
    const user = order.user === undefined ? undefined : findUser(order.user);
    if (order.user !== undefined && !user) throw new Error(`there is no user ${order.user}`);
    const filePath = order.file === undefined ? undefined : await files.write(order.file, user);
    const isForeign = user !== undefined && user.uid !== process.getuid?.();
    // the directory of the files is nobody's but ours
    const directory = order.dir ?? (isForeign ? '/' : await files.directory());
    if (this.#killed) return { exitCode: null };

    const channel = order.capture ? 'pipe' : 'ignore';
    const env = jobEnvironment({
      inherited: process.env,
      request: this.#request,
      filePath,
      user,
      overwritable: overwritableEnv,
    });
    const child = spawn('/bin/sh', ['-c', commandLine], {
      cwd: directory,
      env,
      detached: true,
      stdio: ['ignore', channel, channel],
      ...(isForeign && { uid: user.uid, gid: user.gid }),
    });
    return await this.#watch(child);
  }

  #watch(child: ChildProcess): Promise<CommandResult> {
    const { clock, maxOutputBytes } = this.#options;
    const { stdout, stderr, pid } = child;
    const captured = stdout &&
      stderr && { stdout: new Capture(stdout, maxOutputBytes), stderr: new Capture(stderr, maxOutputBytes) };
    if (pid !== undefined) groupStarted(pid);
    this.#child = child;
    return new Promise((resolve, reject) => {
      let draining: Timer | undefined;
      child.once('error', reject);
      child.once('exit', () => {
        this.#killTimer?.cancel();
        if (pid !== undefined) groupEnded(pid);
        draining = clock.after(DRAIN_MS, () => {
          stdout?.destroy();
          stderr?.destroy();
        });
      });
      child.once('close', (exitCode) => {
        draining?.cancel();
        resolve({
          exitCode,
          ...(captured && {
            output: { stdout: captured.stdout.channel, stderr: captured.stderr.channel },
          }),
        });
      });
    });
  }
}
