import { readFile, rm } from 'node:fs/promises';
import { isThere } from '../../conformance/client/testbed/client-process.ts';
import { CLIENT_COMMAND } from '../../conformance/client/testbed/commands.ts';
import type { EndedClientJob } from '../../conformance/client/testbed/node-jobs.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';

/** How often it is looked whether a process is there; nobody tells. */
const LOOK_EVERY_MS = 20;

/** A job whose command goes on until it is ended. */
export interface RunningClientJob {
  readonly id: string;
  /** The mark of before it was started. */
  readonly since: number;
  /** Of the command's process. */
  readonly pid: number;
}

/** Starts a job that goes on until it is aborted, and waits until its command runs. */
export async function runningJob(testbed: Testbed): Promise<RunningClientJob> {
  await testbed.jobs.untilAvailable();
  await rm(testbed.pidFile, { force: true });
  const since = testbed.watch.mark();
  const id = await testbed.jobs.start({ command: CLIENT_COMMAND.wait });
  await untilRunning(testbed, id, since);
  return { id, since, pid: await pidOf(testbed) };
}

/** Waits until the client has said that it runs a job. */
export async function untilRunning(testbed: Testbed, id: string, since: number): Promise<void> {
  await testbed.watch.untilMessage('ack_run', since, (said) => said.type === 'ack_run' && said.jobId === id);
}

/** The process of `conform wait`, once it has written its id and is there. */
async function pidOf(testbed: Testbed): Promise<number> {
  const deadlineMs = systemClock.monotonic() + testbed.waits.answerMs;
  while (systemClock.monotonic() < deadlineMs) {
    // the file is not there before the command runs
    const pid = Number(await readFile(testbed.pidFile, 'utf8').catch(() => ''));
    if (pid > 0 && isThere(pid)) return pid;
    await pause(systemClock, LOOK_EVERY_MS);
  }
  throw new Unmet('the command of the job started', 'no process of it');
}

/** Waits until a process is gone. */
export async function untilProcessGone(testbed: Testbed, pid: number): Promise<void> {
  const deadlineMs = systemClock.monotonic() + testbed.waits.answerMs;
  while (isThere(pid) && systemClock.monotonic() < deadlineMs) await pause(systemClock, LOOK_EVERY_MS);
  if (isThere(pid)) throw new Unmet('the process of the command gone', `process ${pid} still there`);
}

/** The client's answers to a job, in their order. */
export function listed({ answers }: EndedClientJob): string {
  return answers.map(({ type }) => type).join(', ') || 'nothing';
}
