import assert from 'node:assert/strict';
import { systemClock } from '../../protocol/time/clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommandResult, RunningCommand } from '../commands/command.ts';
import { JobFiles } from '../commands/job-files.ts';
import { ProcessRunner, type ProcessRunnerOptions } from '../commands/real-process.ts';
import { commitOf } from './lone-node.ts';

/** A command of a test, on its way. */
export interface Started {
  readonly running: RunningCommand;
  readonly ended: Promise<CommandResult>;
}

/** Starts a command of the node `web1`, with output captured unless the order says otherwise. */
export type StartCommand = (line: string, order?: Partial<CommitMessage>) => Started;

/** A runner of real commands as a fleet has it. */
export function newRunner(options: Partial<ProcessRunnerOptions> = {}): ProcessRunner {
  return new ProcessRunner({
    clock: systemClock,
    files: new JobFiles(systemClock),
    concurrency: 8,
    maxOutputBytes: 63_000,
    overwritableEnv: undefined,
    ...options,
  });
}

export function startOn(runner: ProcessRunner): StartCommand {
  return (commandLine, order = {}) => {
    let running: RunningCommand | undefined;
    const ended = new Promise<CommandResult>((resolve) => {
      const request = { node: 'web1', order: commitOf({ capture: true, ...order }), commandLine };
      running = runner.start(request, resolve);
    });
    assert.ok(running);
    return { running, ended };
  };
}

/** Lets a test start commands; all of it is over when it resolves. */
export async function withRunner(
  act: (start: StartCommand, runner: ProcessRunner) => Promise<void>,
  options: Partial<ProcessRunnerOptions> = {},
): Promise<void> {
  const runner = newRunner(options);
  try {
    await act(startOn(runner), runner);
  } finally {
    await runner.stop();
  }
}
