import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const negativeQuorum = defineQuirk({
  name: 'negative-quorum',
  of: 'server',
  weight: 'harmless',
  summary: 'A negative quorum is accepted.',
  ours: 'It is a 400.',
  cost: 'A job runs without any vote where its author made a mistake.',
});
