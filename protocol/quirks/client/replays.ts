import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const replays = defineQuirk({
  name: 'replays',
  of: 'client',
  weight: 'security',
  summary: 'A message that was accepted once is accepted again.',
  ours: 'The same: a repeated sequence is accepted.',
  cost: 'A recorded message can be used again while its timestamp is accepted.',
  isShared: true,
});
