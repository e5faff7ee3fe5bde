import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const strangerCrashesJob = defineQuirk({
  name: 'stranger-crashes-job',
  of: 'server',
  weight: 'security',
  summary: 'A message about a job from a node that has no part in it ends the job as crashed.',
  ours: 'The stranger goes to rehab, and the job goes on.',
  cost: 'One node of the organization can end the jobs of all others.',
});
