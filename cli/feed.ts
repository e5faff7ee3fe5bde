import { readOrganisationFeed } from '../protocol/client/feed-reader.ts';
import { withClient } from './connection/with-client.ts';
import { eventLine, eventRecord } from './job/event-line.ts';
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
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'watch what is going on in the organisation', line: 'feed' },
    { about: 'the same for a program', line: 'feed --json' },
  ],
  endsInOrder: true,
  run: (surroundings, { lastEventId, ...options }) =>
    withClient(surroundings, options, async (client) => {
      const { output, signal } = surroundings;
      output.remark(`Watching organisation ${client.org} at ${client.serverUrl}; Ctrl-C ends it.`);
      const from = lastEventId === undefined ? {} : { lastEventId };
      for await (const event of readOrganisationFeed(client, { signal, ...from })) {
        output.answer(eventLine(event, output.stdout.paint));
        output.record(eventRecord(event));
      }
      if (signal.aborted) throw new Interrupted('Interrupted');
      throw new CheckFailed('The server ended the feed and wants no reconnect; ask again later.');
    }),
});
