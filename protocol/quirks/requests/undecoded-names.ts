import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const undecodedNames = defineQuirk({
  name: 'undecoded-names',
  of: 'server',
  weight: 'costly',
  summary: 'Node names in paths are not percent-decoded.',
  ours: 'They are decoded.',
  cost: 'A node whose name needs percent-encoding cannot be asked for.',
});
