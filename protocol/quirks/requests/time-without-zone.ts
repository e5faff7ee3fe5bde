import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const timeWithoutZone = defineQuirk({
  name: 'time-without-zone',
  of: 'server',
  weight: 'harmless',
  summary: 'An X-Ops-Timestamp without the final Z is accepted.',
  ours: 'It is rejected with 401 bad header(s).',
  cost: 'A client that forgets the Z works with this server alone.',
});
