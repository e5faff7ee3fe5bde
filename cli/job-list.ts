import { type JobListing, jobs } from '../protocol/client/api.ts';
import { withClient } from './connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const jobList = defineCommand({
  description: `Prints the id of each job, and its status and command where the server's list tells them (in the documented
dialect it gives the ids alone).

${CONNECTION_HELP}`,
  options: CONNECTION_OPTIONS,
  examples: [{ about: 'list all jobs of the organisation', line: 'job list' }],
  run: (surroundings, options) =>
    withClient(surroundings, options, async (client) => {
      for (const listing of await jobs(client)) {
        const { id, job } = listing;
        surroundings.output.answer(listed(listing));
        surroundings.output.record({ id, ...(job && { status: job.status, command: job.command }) });
      }
      return EXIT.done;
    }),
});

/** Tabs between the columns, as in `node status`. */
function listed({ id, job }: JobListing): string {
  return job === undefined ? id : [id, job.status, job.command].map(printable).join('\t');
}
