import type { PlannedNode } from '../plan/planned-node.ts';
import type { NodeOrder } from './shared-fleet.ts';

/** What a fleet is told of a node of the plan. A node of no group has the name of none. */
export function orderOf({ name, group, behaviours, whitelist }: PlannedNode): NodeOrder {
  return { name, behaviours, ...(group !== '' && { group }), ...(whitelist !== undefined && { whitelist }) };
}
