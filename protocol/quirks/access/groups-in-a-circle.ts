import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const groupsInACircle = defineQuirk({
  name: 'groups-in-a-circle',
  of: 'server',
  weight: 'costly',
  summary:
    'Groups that hold each other make a permission check that never ends, and asks the Chef server again and again.',
  ours: 'Each group is asked for once.',
  cost: 'Two group memberships stop every request and load the Chef server.',
});
