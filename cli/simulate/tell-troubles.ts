import type { EventEmitter } from 'node:events';
import type { SharedFleetEvents } from '../../simulator/workers/shared-fleet.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';

/** Kinds of trouble that are told; more of them would bury the rest. */
const MAX_TROUBLES = 10;

/**
 * Says once of each kind what keeps nodes from their configuration.
 * @returns what says at the end how many nodes met each kind, where it was more than the one that was named
 */
export function tellTroubles(
  fleet: EventEmitter<SharedFleetEvents>,
  remark: (line: string) => void,
): () => void {
  const nodes = new Map<string, Set<string>>();
  fleet.on('trouble', (node, message) => {
    const kind = message.replaceAll(node, 'NODE');
    const met = nodes.get(kind);
    if (met !== undefined) {
      met.add(node);
      return;
    }
    if (nodes.size >= MAX_TROUBLES) return;
    nodes.set(kind, new Set([node]));
    remark(`Node ${node} gets no configuration: ${printable(message)}`);
  });
  return () => {
    for (const [kind, met] of nodes)
      if (met.size > 1)
        remark(`${met.size} nodes were given no configuration for some time: ${printable(kind)}`);
  };
}

/** Says why clients of a fleet that is gone are still there. */
export function tellLeftBehind(why: string, output: Output): void {
  output.remark(`The clients of the nodes could not be deleted. ${sentence(printable(why))}`);
}
