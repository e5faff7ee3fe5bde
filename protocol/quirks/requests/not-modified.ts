import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const notModified = defineQuirk({
  name: 'not-modified',
  of: 'server',
  weight: 'harmless',
  summary: 'If-None-Match: * is answered 304.',
  ours: 'If-None-Match is ignored.',
  cost: 'A client that sends it gets no body.',
});
