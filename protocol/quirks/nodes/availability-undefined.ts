import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const availabilityUndefined = defineQuirk({
  name: 'availability-undefined',
  of: 'server',
  weight: 'harmless',
  summary: 'The list of nodes shows a node in its first rehab as availability undefined.',
  ours: 'It is shown as unavailable.',
  cost: 'A client that knows the two documented values only fails on it.',
  dialects: ['pushy-server'],
});
