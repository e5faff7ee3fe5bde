import { readFile, rm } from 'node:fs/promises';
import { systemClock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import { isThere } from '../testbed/client-process.ts';
import { CLIENT_COMMAND, FORBIDDEN } from '../testbed/commands.ts';
import type { EndedClientJob } from '../testbed/node-jobs.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
import type { Topic } from './check.ts';
import { framesOfServerMessage, unusedJobId } from './server-frames.ts';

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
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
        expectSame('the first answer', 'ack_commit', answersOf(job)[0] ?? 'nothing');
      },
    },
    {
      id: 'CLIENT-011',
      level: 'must',
      name: 'answers a run with ack_run, and with succeeded when the command ends with 0',
      source: 'protocol §8',
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
        expectSame('answers', 'ack_commit, ack_run, succeeded', listed(job));
        expectSame("the node's status", 'succeeded', String(job.status));
      },
    },
    {
      id: 'CLIENT-012',
      level: 'must',
      name: 'says failed when the command ends with another exit code',
      source: 'protocol §8',
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.fail });
        expectSame('answers', 'ack_commit, ack_run, failed', listed(job));
      },
    },
    {
      id: 'CLIENT-013',
      level: 'must',
      name: 'answers a commit with nack_commit when its whitelist does not have the command',
      source: 'protocol §8',
      run: async (testbed) =>
        expectSame('answers', 'nack_commit', listed(await testbed.jobs.run({ command: FORBIDDEN }))),
    },
    {
      id: 'CLIENT-014',
      level: 'must',
      name: 'answers a commit with nack_commit while it is busy, and goes on with its job',
      source: 'protocol §8',
      run: async (testbed) => {
        const { id, since } = await runningJob(testbed);
        const another = await testbed.jobs.end(
          await testbed.jobs.start({ command: CLIENT_COMMAND.succeed }),
          since,
        );
        expectSame('answers to the second job', 'nack_commit', listed(another));
        const isSaid = testbed.jobs.answersTo(id, since).map(({ type }) => type);
        expectSame('answers to the first job', 'ack_commit, ack_run', isSaid.join(', '));
      },
    },
    {
      id: 'CLIENT-015',
      level: 'must',
      name: 'answers a run for a job that it has not committed to with nack_run',
      source: 'protocol §8',
      run: async (testbed) => {
        const since = testbed.watch.mark();
        const jobId = unusedJobId();
        testbed.wire.send(testbed.org, testbed.node, framesOfServerMessage({ type: 'run', jobId }));
        await testbed.watch.untilMessage(
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
      takesMs: (testbed) => 2 * testbed.timings.heartbeatIntervalMs,
      run: async (testbed) => {
        const { id, since } = await runningJob(testbed);
        await testbed.watch.untilMessage(
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
      run: async (testbed) => {
        const { id } = await runningJob(testbed);
        const since = testbed.watch.mark();
        testbed.jobs.rehab();
        const { jobId } = await testbed.watch.untilMessage(
          'aborted',
          since,
          ({ type }) => type === 'aborted',
        );
        expectSame('the job that aborted names', id, String(jobId));
      },
    },
    {
      id: 'CLIENT-018',
      level: 'must',
      name: 'ends the command of a job that is aborted',
      source: 'protocol §8',
      run: async (testbed) => {
        const { pid } = await runningJob(testbed);
        testbed.jobs.rehab();
        const deadlineMs = systemClock.monotonic() + testbed.waits.answerMs;
        while (isThere(pid) && systemClock.monotonic() < deadlineMs) await pause(systemClock, LOOK_EVERY_MS);
        if (isThere(pid)) throw new Unmet('the process of the command gone', `process ${pid} still there`);
      },
    },
  ],
};

/** Starts a job that goes on until it is aborted, and waits until its command runs. */
export async function runningJob(
  testbed: Testbed,
): Promise<{ readonly id: string; readonly since: number; readonly pid: number }> {
  await testbed.jobs.untilAvailable();
  await rm(testbed.pidFile, { force: true });
  const since = testbed.watch.mark();
  const id = await testbed.jobs.start({ command: CLIENT_COMMAND.wait });
  await testbed.watch.untilMessage('ack_run', since, (said) => said.type === 'ack_run' && said.jobId === id);
  return { id, since, pid: await pidOf(testbed) };
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

function answersOf({ answers }: EndedClientJob): readonly string[] {
  return answers.map(({ type }) => type);
}

/** The client's answers to a job, in their order. */
export function listed(job: EndedClientJob): string {
  return answersOf(job).join(', ') || 'nothing';
}
