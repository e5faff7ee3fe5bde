import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const unclosedLastEvent = defineQuirk({
  name: 'unclosed-last-event',
  of: 'server',
  weight: 'costly',
  summary:
    'The last event of a feed that has ended, and the summary, lack the blank line that closes an event.',
  ours: 'Every event is closed.',
  cost: 'A strict reader drops the end of the job.',
});
