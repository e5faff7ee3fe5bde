import type { EventEmitter } from 'node:events';
import type { SharedFleetEvents } from '../../simulator/workers/shared-fleet.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { sentence } from '../output/sentence.ts';

/** Kinds of trouble that are told; more of them would bury the rest. */
const MAX_TROUBLES = 10;

/** Says once of each kind what keeps nodes from their configuration. */
export function tellTroubles(fleet: EventEmitter<SharedFleetEvents>, remark: (line: string) => void): void {
  const told = new Set<string>();
  fleet.on('trouble', (node, message) => {
    const kind = message.replaceAll(node, 'NODE');
    if (told.has(kind) || told.size >= MAX_TROUBLES) return;
    told.add(kind);
    remark(`Node ${node} gets no configuration: ${printable(message)}`);
  });
}

/** Says why clients of a fleet that is gone are still there. */
export function tellLeftBehind(why: string, output: Output): void {
  output.remark(`The clients of the nodes could not be deleted. ${sentence(printable(why))}`);
}
