import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const stuckInFlight = defineQuirk({
  name: 'stuck-in-flight',
  of: 'client',
  weight: 'costly',
  summary:
    'An abort that arrives while the client is about to count the server as offline kills its receive thread, and the job stays in flight until somebody restarts the client.',
  ours: 'The abort is answered.',
  cost: 'After a restart of the server some nodes with a job in hand are lost.',
});
