import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const longUser500 = defineQuirk({
  name: 'long-user-500',
  of: 'server',
  weight: 'costly',
  summary: 'A user of more than 32 characters, or a NUL in a text, is answered 500.',
  ours: 'A long user is accepted; a NUL is a 400.',
  cost: 'A domain user cannot run jobs, and no error says why.',
});
