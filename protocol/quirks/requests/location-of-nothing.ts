import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const locationOfNothing = defineQuirk({
  name: 'location-of-nothing',
  of: 'server',
  weight: 'harmless',
  summary: 'A 415 carries the Location of a job that does not exist.',
  ours: 'A 415 carries no Location.',
  cost: 'A client that follows Location without looking at the status meets a 404.',
});
