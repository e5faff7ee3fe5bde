import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const acceptStrictly = defineQuirk({
  name: 'accept-strictly',
  of: 'server',
  weight: 'harmless',
  summary: 'An Accept header with parameters is answered 406, and q=0 counts as accepted.',
  ours: 'Accept is read as RFC 9110 says.',
  cost: 'Clients that send quality values get no answer.',
});
