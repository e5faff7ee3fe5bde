import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const twiceNamed500 = defineQuirk({
  name: 'twice-named-500',
  of: 'server',
  weight: 'costly',
  summary: 'A job that names a node twice is answered 500, and stays listed as crashed.',
  ours: 'It is a 400, and nothing is stored.',
  cost: 'A list of nodes with one name too many leaves a job that never ran.',
});
