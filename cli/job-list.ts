import { type JobListing, jobs, newestJobs } from '../protocol/client/api.ts';
import { withClient } from './connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { whole } from './options/option-kinds.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

const LIST_OPTIONS = {
  limit: {
    kind: whole(1),
    short: 'n',
    value: 'n',
    about: 'the newest jobs, so many, and the newest first',
    defaultSaid: 'all jobs, the oldest first',
  },
} as const;

export const jobList = defineCommand({
  description: `Prints the id of each job, and its status and command where the server's list has them (in the documented
dialect it gives the ids alone).

${CONNECTION_HELP}`,
  options: { ...LIST_OPTIONS, ...CONNECTION_OPTIONS },
  examples: [
    { about: 'list all jobs of the organisation', line: 'job list' },
    { about: 'the last ten, the newest first', line: 'job list --limit 10' },
  ],
  run: (surroundings, options) =>
    withClient(surroundings, options, async (client) => {
      const { limit } = options;
      for (const listing of await (limit === undefined ? jobs(client) : newestJobs(client, limit))) {
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
