import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const missedNewestFirst = defineQuirk({
  name: 'missed-newest-first',
  of: 'server',
  weight: 'costly',
  summary:
    'The organization feed, asked for with a known Last-Event-ID, sends the missed events newest first.',
  ours: 'They are sent oldest first.',
  cost: 'A reader that reconnects sees jobs end before they start.',
});
