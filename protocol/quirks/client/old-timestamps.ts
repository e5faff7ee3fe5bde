import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const oldTimestamps = defineQuirk({
  name: 'old-timestamps',
  of: 'client',
  weight: 'security',
  summary: 'A message of the server with a timestamp far in the past is accepted.',
  ours: 'It is refused, as one from the future is.',
  cost: 'A recorded message can be used against the client for ever.',
});
