import type { NodeBehaviour } from '../simulator/behaviours/node-behaviour.ts';
import type { NodeSpec } from '../simulator/fleet/fleet-options.ts';

/** One node of a fleet. What is left out is as the fleet's options say. */
export interface FleetNode extends Omit<NodeSpec, 'behaviours'> {
  /** In the order in which they reshape what a healthy node does. */
  readonly behaviours?: readonly NodeBehaviour[];
}

/** A node that is given by its name alone behaves as the fleet's options say. */
export function fleetNode(node: string | FleetNode): FleetNode {
  return typeof node === 'string' ? { name: node } : node;
}
