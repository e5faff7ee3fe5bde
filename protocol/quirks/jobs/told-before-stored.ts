import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const toldBeforeStored = defineQuirk({
  name: 'told-before-stored',
  of: 'server',
  weight: 'costly',
  summary:
    'The feed sends job_complete before the database has it, so that GET jobs/ID right afterwards may show the job as it was.',
  ours: 'The end is stored before it is sent.',
  cost: 'A client that asks once after job_complete reports nodes as running that have ended.',
});
