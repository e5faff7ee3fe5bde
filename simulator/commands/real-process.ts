import { type ChildProcess, spawn } from 'node:child_process';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import { Capture } from './capture.ts';
import { FleetProcesses } from './cleanup/fleet-processes.ts';
import type { ProcessControl } from './cleanup/process-control.ts';
import type { ProcessId } from './cleanup/process-id.ts';
import type { CommandEnded, CommandRequest, CommandResult, RunningCommand } from './command.ts';
import { jobEnvironment } from './job-environment.ts';
import type { JobFiles } from './job-files.ts';
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
  /** How processes are found and signalled; this machine where it is left out. */
  readonly machine?: ProcessControl;
}

/** What has left the process group may hold a channel open; it is waited for no longer than this. */
const DRAIN_MS = 250;
/** A killed command whose shell runs on, when all that could be done to end it was done, is waited for no longer than this. */
const GIVE_UP_MS = 5_000;

/**
 * Runs commands as processes of this machine, each in a session and a process group of its own. A command that is killed
 * takes all with it that it has started. One that ends leaves the services that it has started, which are those in another
 * session, until the fleet ends.
 */
export class ProcessRunner {
  readonly #options: ProcessRunnerOptions;
  readonly #processes: FleetProcesses;
  readonly #limit: LimitFunction;
  readonly #running = new Map<RealCommand, Promise<void>>();

  constructor(options: ProcessRunnerOptions) {
    const { clock, files, concurrency, machine } = options;
    this.#options = options;
    this.#processes = new FleetProcesses({ clock, folder: files.temporary, ...(machine && { machine }) });
    this.#limit = pLimit(concurrency);
  }

  /** Starts a command with the shell, or lets it wait for its turn. */
  start(request: CommandRequest, ended: CommandEnded): RunningCommand {
    const command = new RealCommand(this.#options, this.#processes, request);
    const ran = this.#limit(() => command.run());
    const told = command.ended.then(ended);
    // one that is killed before it begins is told at once, and may still be about to begin
    const over = Promise.all([ran, told]).then(() => {
      this.#running.delete(command);
    });
    this.#running.set(command, over);
    return command;
  }

  /**
   * Ends every command and what commands have left, and waits until all are over, their files gone. Rejects where that cannot be
   * done, for want of file descriptors, say: then the supervisor does it.
   */
  async stop(): Promise<void> {
    for (const command of this.#running.keys()) command.kill();
    await Promise.all(this.#running.values());
    try {
      await this.#processes.endAll();
      await this.#options.files.close();
    } catch (error) {
      await this.#processes.leaveToSupervisor();
      throw error;
    }
    await this.#processes.dismissSupervisor();
  }
}

/** A command whose shell has been started. */
interface Begun {
  readonly mark: string;
  readonly leader: ProcessId;
  readonly child: ChildProcess;
}

class RealCommand implements RunningCommand {
  readonly ended: Promise<CommandResult>;
  readonly #options: ProcessRunnerOptions;
  readonly #processes: FleetProcesses;
  readonly #request: CommandRequest;
  #end: (result: CommandResult) => void = () => undefined;
  #begun: Begun | undefined;
  #killed = false;
  /** Resolves when all that a killed command has started is gone. */
  #swept: Promise<void> | undefined;
  #giveUp: (error: Error) => void = () => undefined;
  /** Rejects when it runs on though it was killed, and is not waited for any more. */
  readonly #givenUp = new Promise<never>((_resolve, reject) => {
    this.#giveUp = reject;
  });

  constructor(options: ProcessRunnerOptions, processes: FleetProcesses, request: CommandRequest) {
    this.#options = options;
    this.#processes = processes;
    this.#request = request;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async run(): Promise<void> {
    if (this.#killed) return;
    try {
      const result = await Promise.race([this.#toItsEnd(), this.#givenUp]);
      await this.#swept;
      this.#end(result);
    } catch (error) {
      this.#end({ exitCode: null, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    if (!this.#begun) {
      // it has not, and will not
      this.#end({ exitCode: null });
      return;
    }
    const { mark, leader, child } = this.#begun;
    this.#swept = this.#processes.endCommand(mark, leader);
    // what went wrong is told where the end is told
    void this.#swept.catch(() => undefined).then(() => this.#awaitExit(child));
  }

  /** It may be another user's by now, or held by the kernel: then nobody of ours finds it or can end it. */
  #awaitExit(child: ChildProcess): void {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const waiting = this.#options.clock.after(GIVE_UP_MS, () => {
      const message = `a command runs on as process ${child.pid} although it was killed: ${this.#request.commandLine}`;
      process.emitWarning(message);
      this.#giveUp(new Error(message));
      // we can end before it does
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
    });
    child.once('exit', () => waiting.cancel());
  }

  async #toItsEnd(): Promise<CommandResult> {
    const { files, overwritableEnv } = this.#options;
    const { order, commandLine } = this.#request;
    const user = order.user === undefined ? undefined : findUser(order.user);
    if (order.user !== undefined && !user) throw new Error(`there is no user ${order.user}`);
    const mark = await this.#processes.nextMark();
    if (this.#killed) return { exitCode: null };
    const filePath = order.file === undefined ? undefined : await files.write(order.file, user);
    const isForeign = user !== undefined && user.uid !== process.getuid?.();
    // the directory of the files is nobody's but ours
    const directory = order.dir ?? (isForeign ? '/' : await files.directory());
    if (this.#killed) return { exitCode: null };

    const channel = order.capture ? 'pipe' : 'ignore';
    const env = jobEnvironment({
      inherited: process.env,
      request: this.#request,
      mark,
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
    return await this.#watch(child, mark);
  }

  #watch(child: ChildProcess, mark: string): Promise<CommandResult> {
    const { clock, maxOutputBytes } = this.#options;
    const { stdout, stderr, pid } = child;
    const captured = stdout &&
      stderr && { stdout: new Capture(stdout, maxOutputBytes), stderr: new Capture(stderr, maxOutputBytes) };
    const leader = pid === undefined ? undefined : this.#processes.started(pid);
    this.#begun = leader && { mark, leader, child };
    return new Promise((resolve, reject) => {
      let draining: Timer | undefined;
      child.once('error', reject);
      child.once('exit', () => {
        if (leader) this.#processes.ended(leader);
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
