import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const earlyOutput = defineQuirk({
  name: 'early-output',
  of: 'server',
  weight: 'harmless',
  summary: 'Output that arrives while the job is voting is not stored.',
  ours: 'The same.',
  cost: 'None.',
  isShared: true,
});
