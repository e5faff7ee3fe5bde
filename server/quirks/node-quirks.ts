import { NODE_POLICIES, type NodePolicies } from '../node/node-policies.ts';
import { NODE, type NodeEffect, type NodeTransitionTable } from '../node/node-table.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** What becomes of the nodes of a server with these quirks. Source: protocol §10. */
export function nodePolicies(quirks: ServerQuirks): NodePolicies {
  return {
    ...NODE_POLICIES,
    ...(quirks.has('rehab-after-lost') && { table: REHAB_AFTER_LOST }),
    ...(quirks.has('late-detection') && { checkDueMs: nextScanMs }),
  };
}

/** Every job in progress is offered the answer to a rehab, not only one that waits for the node. */
const offered = (effect: NodeEffect): NodeEffect =>
  effect === 'offerToWaitingJob' ? 'offerToJobInProgress' : effect;

const { rehab } = NODE.aborted;
const REHAB_AFTER_LOST: NodeTransitionTable = {
  ...NODE,
  aborted: { ...NODE.aborted, rehab: { ...rehab, effects: rehab.effects.map(offered) } },
};

/** All nodes are looked at together, once in so many intervals. */
const nextScanMs: NodePolicies['checkDueMs'] = (_, nowMs, { detectOfflineIntervals, intervalMs }) => {
  const everyMs = detectOfflineIntervals * intervalMs;
  return (Math.floor(nowMs / everyMs) + 1) * everyMs;
};
