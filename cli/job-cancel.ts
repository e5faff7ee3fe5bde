import { cancelJob, type JobAnswer } from '../protocol/client/api.ts';
import { RequestRefused } from '../protocol/client/errors.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import { withClient } from './connection/with-client.ts';
import { requireJob } from './job/follow-job.ts';
import { jobText, machineJob } from './job/job-text.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const jobCancel = defineCommand({
  description: `Ends a job that is in progress, as aborted: each node that still works on it is sent an abort, and kills
the command. Asks for an extension of push-harness serve, which other Push Jobs servers do not have: there a job
ends with its nodes or its run timeout. The exit code is 1 where the job is over already.

${CONNECTION_HELP}`,
  arguments: [{ name: '<id>', about: 'id of the job' }],
  options: CONNECTION_OPTIONS,
  examples: [
    { about: 'stop a job that was started by mistake', line: 'job cancel 26e98ba162fa7ba6fb2793125553c7ae' },
  ],
  run: (surroundings, options, [id = '']) =>
    withClient(surroundings, options, async (client) => {
      const { output } = surroundings;
      // a job that is not there is told apart from a server that cancels none
      await requireJob(client, id);
      const job = await cancelled(client, id);
      for (const line of jobText(job, job.nodes, output.stdout.paint)) output.answer(line);
      output.record(machineJob(job, job.nodes));
      return EXIT.done;
    }),
});

/** @throws CheckFailed where the job is over, or the server cancels none */
async function cancelled(client: RestClient, id: string): Promise<JobAnswer> {
  try {
    return await cancelJob(client, id);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    if (error.status === 409) {
      const { status } = await requireJob(client, id);
      throw new CheckFailed(
        `Job ${printable(id)} is over (${printable(status)}); nothing is left to cancel.`,
        {
          cause: error,
        },
      );
    }
    if (![404, 405].includes(error.status)) throw error;
    throw new CheckFailed(
      `${client.serverUrl} cancels no jobs (${error.status}): only push-harness serve does. The job goes on; push-harness job watch ${printable(id)} follows it.`,
      { cause: error },
    );
  }
}
