import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import { signalProcess } from '../../../simulator/commands/signal-process.ts';
import { groupEnded, groupStarted } from './client-groups.ts';

/** How often it is looked whether a process group is empty; nobody tells. */
const LOOK_EVERY_MS = 20;

export interface ClientCommand {
  /** As typed into a shell. */
  readonly commandLine: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Where `client.stdout.log` and `client.stderr.log` are written. */
  readonly outDir: string;
  /** It was started before in this run: what it writes comes after what it has written. */
  readonly isAgain?: boolean;
  /** Told once, when the process that was started has ended: `with exit code 1`, `by SIGKILL`. */
  readonly onEnd: (how: string) => void;
}

/** The client under test: a command in a process group of its own. */
export class ClientProcess {
  readonly #child: ChildProcess;
  readonly #pid: number;

  private constructor(child: ChildProcess, pid: number) {
    this.#child = child;
    this.#pid = pid;
  }

  /** Rejects where there is no shell to start it with. */
  static async start(command: ClientCommand): Promise<ClientProcess> {
    const { commandLine, env, folder, outDir, isAgain = false, onEnd } = command;
    const stdout = await open(join(outDir, 'client.stdout.log'), isAgain ? 'a' : 'w');
    const stderr = await open(join(outDir, 'client.stderr.log'), isAgain ? 'a' : 'w');
    try {
      const child = spawn('/bin/sh', ['-c', commandLine], {
        cwd: folder,
        env: { ...process.env, ...env },
        // a group of its own, so that what it starts can be ended with it, and nothing else
        detached: true,
        stdio: ['ignore', stdout.fd, stderr.fd],
      });
      child.once('exit', (code, signal) =>
        onEnd(signal === null ? `with exit code ${code}` : `by ${signal}`),
      );
      await once(child, 'spawn');
      const { pid } = child;
      if (pid === undefined) throw new Error('a process that was started has no id');
      groupStarted(pid);
      return new ClientProcess(child, pid);
    } finally {
      await stdout.close();
      await stderr.close();
    }
  }

  /** True while anybody of its group is there. */
  get isAlive(): boolean {
    return isThere(-this.#pid);
  }

  /** Asks all of the group to end. */
  terminate(): void {
    signalProcess(-this.#pid, 'SIGTERM');
  }

  /** Resolves when nobody of its group is left, or when the time is over; says which. */
  async untilGone(withinMs: number): Promise<boolean> {
    const deadlineMs = systemClock.monotonic() + withinMs;
    while (this.isAlive && systemClock.monotonic() < deadlineMs) await pause(systemClock, LOOK_EVERY_MS);
    return !this.isAlive;
  }

  /** Ends what is left of the group. */
  async stop(): Promise<void> {
    const exited =
      this.#child.exitCode === null && this.#child.signalCode === null
        ? once(this.#child, 'exit')
        : undefined;
    groupEnded(this.#pid);
    await exited;
  }
}

/** @param pid below zero for a process group */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
