import { withClient } from './connection/with-client.ts';
import { requireJob } from './job/follow-job.ts';
import { jobText, machineJob } from './job/job-text.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const jobStatus = defineCommand({
  description: CONNECTION_HELP,
  arguments: [{ name: '<id>', about: 'id of the job' }],
  options: CONNECTION_OPTIONS,
  examples: [{ about: 'show a job and its nodes', line: 'job status 26e98ba162fa7ba6fb2793125553c7ae' }],
  run: (surroundings, options, [id = '']) =>
    withClient(surroundings, options, async (client) => {
      const { output } = surroundings;
      const job = await requireJob(client, id);
      for (const line of jobText(job, job.nodes, output.stdout.paint)) output.answer(line);
      output.record(machineJob(job, job.nodes));
      return EXIT.done;
    }),
});
