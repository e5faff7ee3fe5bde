import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const twoKindsOneName = defineQuirk({
  name: 'two-kinds-one-name',
  of: 'server',
  weight: 'harmless',
  summary: 'A name that is a client here and a user of no organization is rejected with 401.',
  ours: 'The client is admitted.',
  cost: 'A client whose name somebody else has as a user cannot sign in.',
});
