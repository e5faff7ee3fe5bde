import { readOrganisationFeed } from '../protocol/client/feed-reader.ts';
import { withClient } from './connection/with-client.ts';
import { eventLine, eventRecord } from './job/event-line.ts';
import { RECORD_OPTION, recordFeed } from './job/feed-recording.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { headerText } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed, Interrupted } from './program/errors.ts';

export const feed = defineCommand({
  description: `Shows the start and the end of every job of the organisation from now on, a line each, until interrupted.

${CONNECTION_HELP}`,
  options: {
    lastEventId: {
      kind: headerText,
      value: 'id',
      about:
        'begin after the event with this id; with an id that the server does not know, begin with the oldest event',
    },
    ...RECORD_OPTION,
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'watch what is going on in the organisation', line: 'feed' },
    { about: 'the same for a program', line: 'feed --json' },
    { about: 'keep what the server sends, to have it explained', line: 'feed --record feed.txt' },
  ],
  endsInOrder: true,
  run: (surroundings, { lastEventId, record, ...options }) =>
    withClient(surroundings, options, async (client) => {
      const { output, signal } = surroundings;
      output.remark(`Watching organisation ${client.org} at ${client.serverUrl}; Ctrl-C ends it.`);
      const from = lastEventId === undefined ? {} : { lastEventId };
      const recorder = recordFeed(record, surroundings.folder, undefined);
      try {
        for await (const event of readOrganisationFeed(client, {
          signal,
          ...from,
          ...(recorder && { recorder }),
        })) {
          output.answer(eventLine(event, output.stdout.paint));
          output.record(eventRecord(event));
        }
      } finally {
        recorder?.close();
      }
      if (signal.aborted) throw new Interrupted('Interrupted');
      throw new CheckFailed('The server ended the feed and asked for no reconnect; try again later.');
    }),
});
