import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const firstOutputWins = defineQuirk({
  name: 'first-output-wins',
  of: 'server',
  weight: 'harmless',
  summary: 'Of two outputs of one node for one job the first is kept.',
  ours: 'The same.',
  cost: 'None.',
  isShared: true,
});
