import { withClient } from './connection/with-client.ts';
import { RECORD_OPTION, recordFeed } from './job/feed-recording.ts';
import { requireJob } from './job/follow-job.ts';
import { showEvents } from './job/progress-display.ts';
import { watchToEnd } from './job/watch-to-end.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { POLL_OPTION } from './options/poll.ts';
import { defineCommand } from './program/command.ts';

export const jobWatch = defineCommand({
  description: `Shows the nodes of a job as they change: a live table on a terminal, a line for each event elsewhere. Ends with
the job, and with the exit code that job start would have given.

${CONNECTION_HELP}`,
  arguments: [{ name: '<id>', about: 'id of the job' }],
  options: { ...POLL_OPTION, ...RECORD_OPTION, ...CONNECTION_OPTIONS },
  examples: [
    { about: 'follow a job to its end', line: 'job watch 26e98ba162fa7ba6fb2793125553c7ae' },
    { about: 'each event as a line of JSON', line: 'job watch 26e98ba162fa7ba6fb2793125553c7ae --json' },
    {
      about: 'keep what the server sends, to have it explained',
      line: 'job watch 26e98ba162fa7ba6fb2793125553c7ae --record job.txt',
    },
  ],
  endsInOrder: true,
  run: (surroundings, { record, ...options }, [id = '']) =>
    withClient(surroundings, options, async (client) => {
      // a job that is not there is an error, not a server without feeds
      await requireJob(client, id);
      const pollIntervalSeconds = options.pollInterval;
      const recorder = recordFeed(record, surroundings.folder, id);
      const shown = { client, id, pollIntervalSeconds, display: showEvents, ...(recorder && { recorder }) };
      try {
        return (await watchToEnd(surroundings, shown)).code;
      } finally {
        recorder?.close();
      }
    }),
});
