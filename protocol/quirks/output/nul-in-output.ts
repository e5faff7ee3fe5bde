import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const nulInOutput = defineQuirk({
  name: 'nul-in-output',
  of: 'server',
  weight: 'costly',
  summary: 'Output with a NUL byte is not stored: both channels are 404.',
  ours: 'It is stored byte for byte.',
  cost: 'The output of a command is lost without a word.',
});
