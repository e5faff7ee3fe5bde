import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const worldReadableFile = defineQuirk({
  name: 'world-readable-file',
  of: 'client',
  weight: 'security',
  summary: 'The file of a job is written with mode 0644.',
  ours: 'It is written with mode 0600.',
  cost: 'Every user of the node can read what was sent with the job.',
});
