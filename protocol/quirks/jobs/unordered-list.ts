import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const unorderedList = defineQuirk({
  name: 'unordered-list',
  of: 'server',
  weight: 'harmless',
  summary: 'GET jobs lists jobs in the physical order of the database.',
  ours: 'Jobs are listed oldest first.',
  cost: 'The last entry is not always the newest job.',
});
