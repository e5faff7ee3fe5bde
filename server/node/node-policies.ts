import { type Availability, silentDownAtMs } from './availability.ts';
import type { LiveNodeSettings } from './live-node-settings.ts';
import { NODE, type NodeTransitionTable } from './node-table.ts';

/** Where quirks bend what becomes of nodes. Chosen once, when the server is made. */
export interface NodePolicies {
  readonly table: NodeTransitionTable;
  /** When a node that is up is looked at again, on the clock of its availability. */
  readonly checkDueMs: (availability: Availability, nowMs: number, settings: LiveNodeSettings) => number;
}

/** What ours does: a silent node is looked at when it is due to be down. Source: protocol §5; §10, `late-detection`. */
export const NODE_POLICIES: NodePolicies = {
  table: NODE,
  checkDueMs: (availability, nowMs, settings) =>
    Math.min(
      silentDownAtMs(availability, settings),
      nowMs + settings.detectOfflineIntervals * settings.intervalMs,
    ),
};
