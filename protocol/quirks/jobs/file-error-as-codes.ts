import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const fileErrorAsCodes = defineQuirk({
  name: 'file-error-as-codes',
  of: 'server',
  weight: 'harmless',
  summary: 'The error about a file that is too long is an array of character codes.',
  ours: 'It is the sentence as a text.',
  cost: 'People see numbers instead of the reason.',
});
