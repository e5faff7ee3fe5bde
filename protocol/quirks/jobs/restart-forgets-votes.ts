import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const restartForgetsVotes = defineQuirk({
  name: 'restart-forgets-votes',
  of: 'server',
  weight: 'costly',
  summary: 'After a restart, nodes of a crashed job that were new or ready stay so for ever.',
  ours: 'They become unavailable and was_ready.',
  cost: 'A job that is over seems to wait for nodes.',
  // the documentation has words for both that a server may choose from
  dialects: ['pushy-server'],
});
