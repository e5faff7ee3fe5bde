import { readFile, rm } from 'node:fs/promises';
import { systemClock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import { isThere } from '../stand/client-process.ts';
import { COMMAND, FORBIDDEN } from '../stand/commands.ts';
import type { EndedJob } from '../stand/node-jobs.ts';
import type { Stand } from '../stand/stand.ts';
import { expectSame, Unmet } from '../stand/unmet.ts';
import type { Topic } from './check.ts';
import { serverFrames, unknownJobId } from './server-frames.ts';

/** How often it is looked whether a process is gone; nobody tells. */
const LOOK_EVERY_MS = 20;

export const JOBS: Topic = {
  name: 'jobs',
  about: 'A client votes, runs what it voted for, says how it ended, and drops it when it is told to',
  checks: [
    {
      id: 'CLIENT-010',
      level: 'must',
      name: 'answers a commit with ack_commit',
      source: 'protocol §8',
      run: async (stand) => {
        const job = await stand.jobs.run({ command: COMMAND.succeed });
        expectSame('the first answer', 'ack_commit', answersOf(job)[0] ?? 'nothing');
      },
    },
    {
      id: 'CLIENT-011',
      level: 'must',
      name: 'answers a run with ack_run, and with succeeded when the command ends with 0',
      source: 'protocol §8',
      run: async (stand) => {
        const job = await stand.jobs.run({ command: COMMAND.succeed });
        expectSame('answers', 'ack_commit, ack_run, succeeded', listed(job));
        expectSame("the node's status", 'succeeded', String(job.status));
      },
    },
    {
      id: 'CLIENT-012',
      level: 'must',
      name: 'says failed when the command ends with another exit code',
      source: 'protocol §8',
      run: async (stand) => {
        const job = await stand.jobs.run({ command: COMMAND.fail });
        expectSame('answers', 'ack_commit, ack_run, failed', listed(job));
      },
    },
    {
      id: 'CLIENT-013',
      level: 'must',
      name: 'answers a commit with nack_commit when its whitelist does not have the command',
      source: 'protocol §8',
      run: async (stand) =>
        expectSame('answers', 'nack_commit', listed(await stand.jobs.run({ command: FORBIDDEN }))),
    },
    {
      id: 'CLIENT-014',
      level: 'must',
      name: 'answers a commit with nack_commit while it is busy, and goes on with its job',
      source: 'protocol §8',
      run: async (stand) => {
        const { id, since } = await runningJob(stand);
        const another = await stand.jobs.end(await stand.jobs.start({ command: COMMAND.succeed }), since);
        expectSame('answers to the second job', 'nack_commit', listed(another));
        const isSaid = stand.jobs.answersTo(id, since).map(({ type }) => type);
        expectSame('answers to the first job', 'ack_commit, ack_run', isSaid.join(', '));
      },
    },
    {
      id: 'CLIENT-015',
      level: 'must',
      name: 'answers a run for a job that it has not committed to with nack_run',
      source: 'protocol §8',
      run: async (stand) => {
        const since = stand.watch.mark();
        const jobId = unknownJobId();
        stand.wire.send(stand.org, stand.node, serverFrames({ type: 'run', jobId }));
        await stand.watch.untilMessage(
          'nack_run',
          since,
          (said) => said.type === 'nack_run' && said.jobId === jobId,
        );
      },
    },
    {
      id: 'CLIENT-016',
      level: 'must',
      name: 'says in its heartbeats that it is running, and which job',
      source: 'protocol §4',
      takesMs: (stand) => 2 * stand.timings.heartbeatIntervalMs,
      run: async (stand) => {
        const { id, since } = await runningJob(stand);
        await stand.watch.untilMessage(
          `a heartbeat with job_state running and job_id ${id}`,
          since,
          (said) => said.type === 'heartbeat' && said.jobState === 'running' && said.jobId === id,
        );
      },
    },
    {
      id: 'CLIENT-017',
      level: 'must',
      name: 'answers an abort while it runs a job with aborted, naming the job',
      source: 'protocol §8',
      run: async (stand) => {
        const { id } = await runningJob(stand);
        const since = stand.watch.mark();
        stand.jobs.rehab();
        const { jobId } = await stand.watch.untilMessage('aborted', since, ({ type }) => type === 'aborted');
        expectSame('the job that aborted names', id, String(jobId));
      },
    },
    {
      id: 'CLIENT-018',
      level: 'must',
      name: 'ends the command of a job that is aborted',
      source: 'protocol §8',
      run: async (stand) => {
        const { pid } = await runningJob(stand);
        stand.jobs.rehab();
        const deadlineMs = systemClock.monotonic() + stand.waits.answerMs;
        while (isThere(pid) && systemClock.monotonic() < deadlineMs) await pause(systemClock, LOOK_EVERY_MS);
        if (isThere(pid)) throw new Unmet('the process of the command gone', `process ${pid} still there`);
      },
    },
  ],
};

/** Starts a job that goes on until it is aborted, and waits until its command runs. */
export async function runningJob(
  stand: Stand,
): Promise<{ readonly id: string; readonly since: number; readonly pid: number }> {
  await stand.jobs.untilAvailable();
  await rm(stand.pidFile, { force: true });
  const since = stand.watch.mark();
  const id = await stand.jobs.start({ command: COMMAND.wait });
  await stand.watch.untilMessage('ack_run', since, (said) => said.type === 'ack_run' && said.jobId === id);
  return { id, since, pid: await pidOf(stand) };
}

/** The process of `conform wait`, once it has written its id and is there. */
async function pidOf(stand: Stand): Promise<number> {
  const deadlineMs = systemClock.monotonic() + stand.waits.answerMs;
  while (systemClock.monotonic() < deadlineMs) {
    // the file is not there before the command runs
    const pid = Number(await readFile(stand.pidFile, 'utf8').catch(() => ''));
    if (pid > 0 && isThere(pid)) return pid;
    await pause(systemClock, LOOK_EVERY_MS);
  }
  throw new Unmet('the command of the job started', 'no process of it');
}

function answersOf({ answers }: EndedJob): readonly string[] {
  return answers.map(({ type }) => type);
}

/** The client's answers to a job, in their order. */
export function listed(job: EndedJob): string {
  return answersOf(job).join(', ') || 'nothing';
}
