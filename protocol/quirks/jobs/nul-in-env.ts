import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const nulInEnv = defineQuirk({
  name: 'nul-in-env',
  of: 'server',
  weight: 'harmless',
  summary: 'A NUL in a name or value of env is accepted.',
  ours: 'It is a 400.',
  cost: 'The command cannot be started on the nodes.',
});
