import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const lateDetection = defineQuirk({
  name: 'late-detection',
  of: 'server',
  weight: 'costly',
  summary: 'A node that dies is found to be down only by a slow scan, some eight intervals later.',
  ours: 'It is found at the due time, never earlier than two missed intervals.',
  cost: 'Jobs wait longer for nodes that are gone.',
});
