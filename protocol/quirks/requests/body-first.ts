import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const bodyFirst = defineQuirk({
  name: 'body-first',
  of: 'server',
  weight: 'costly',
  summary: 'The body is parsed and validated before signature, membership and permission are checked.',
  ours: 'The body is checked last.',
  cost: 'An outsider learns what a valid body is, and a client with a wrong key gets an error about its body instead.',
});
