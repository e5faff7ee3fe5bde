import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const noHead = defineQuirk({
  name: 'no-head',
  of: 'server',
  weight: 'harmless',
  summary: 'HEAD and OPTIONS are answered 405, and PATCH 501.',
  ours: 'HEAD is answered as GET; the others are 405.',
  cost: 'Monitoring tools that ask with HEAD report an error.',
});
