import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const vanishingNode500 = defineQuirk({
  name: 'vanishing-node-500',
  of: 'server',
  weight: 'harmless',
  summary: 'A request for node_states/NODE is answered 500 where the node vanishes at that moment.',
  ours: 'The node is shown as offline.',
  cost: 'A poll fails once in a while.',
  dialects: ['pushy-server'],
});
