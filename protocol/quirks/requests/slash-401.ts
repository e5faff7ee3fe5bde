import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const slash401 = defineQuirk({
  name: 'slash-401',
  of: 'server',
  weight: 'costly',
  summary: 'A path with a trailing slash is rejected with 401, unless the client signed the canonical path.',
  ours: 'The canonical path is what is verified, so it works.',
  cost: 'A client that signs the path as it sends it gets an error about its key.',
});
