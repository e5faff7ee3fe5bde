import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const deafAfterTheEnd = defineQuirk({
  name: 'deaf-after-the-end',
  of: 'server',
  weight: 'costly',
  summary:
    'While an ended job is in memory, what nodes send about it has no consequence; they go to rehab only when it is gone.',
  ours: 'They go to rehab at once.',
  cost: 'A node that still holds an ended job is blocked for the time that the job stays in memory.',
});
