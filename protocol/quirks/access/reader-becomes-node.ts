import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const readerBecomesNode = defineQuirk({
  name: 'reader-becomes-node',
  of: 'server',
  weight: 'security',
  summary:
    'Any user who may read gets the session key of any node with its configuration, and the ccpk that the request carries is admitted.',
  ours: "The answer has the same shape with a key that opens nothing; the real one goes to the node's own client.",
  cost: 'A reader can act as any node and receive its commands, environment and files.',
});
