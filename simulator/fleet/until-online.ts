import type { Clock } from '../../protocol/time/clock.ts';
import { isInService } from '../node/status.ts';
import type { VirtualNode } from '../node/virtual-node.ts';
import type { FleetEventMap, FleetEvents } from './fleet-events.ts';

/** Nodes that a message names one by one. */
const MAX_NAMED = 5;

/** Not all nodes came online in time. The text says how many were wanted, how many came, and what the others met. */
export class NotOnline extends Error {
  override readonly name = 'NotOnline';
  readonly wanted: number;
  readonly seen: number;

  constructor(
    wanted: number,
    missing: ReadonlySet<VirtualNode>,
    errors: ReadonlyMap<VirtualNode, unknown>,
    ms: number,
  ) {
    const named = [...missing].slice(0, MAX_NAMED).map((node) => `${node.name} (${plight(node, errors)})`);
    const more = missing.size > MAX_NAMED ? ` and ${missing.size - MAX_NAMED} more` : '';
    super(
      `${wanted - missing.size} of ${wanted} nodes are online after ${ms} ms; not ${named.join(', ')}${more}`,
    );
    this.wanted = wanted;
    this.seen = wanted - missing.size;
  }
}

/** Resolves when all of these nodes are in service at once; rejects with NotOnline when the time is over. */
export function untilInService(
  nodes: readonly VirtualNode[],
  events: FleetEvents,
  clock: Clock,
  withinMs?: number,
): Promise<void> {
  const wanted = new Set(nodes);
  const missing = new Set(nodes.filter((node) => !isInService(node.status)));
  if (missing.size === 0) return Promise.resolve();
  const errors = new Map<VirtualNode, unknown>();

  return new Promise((resolve, reject) => {
    const timer =
      withinMs === undefined
        ? undefined
        : clock.after(withinMs, () => {
            stop();
            reject(new NotOnline(wanted.size, missing, errors, withinMs));
          });
    const onFailure = (...[node, error]: FleetEventMap['configFailed']) => errors.set(node, error);
    const onStatus = (...[node, status]: FleetEventMap['status']) => {
      if (!wanted.has(node)) return;
      if (!isInService(status)) missing.add(node);
      else missing.delete(node);
      if (missing.size > 0) return;
      stop();
      resolve();
    };
    const stop = () => {
      timer?.cancel();
      events.off('status', onStatus);
      events.off('configFailed', onFailure);
    };
    events.on('status', onStatus);
    events.on('configFailed', onFailure);
  });
}

function plight(node: VirtualNode, errors: ReadonlyMap<VirtualNode, unknown>): string {
  const { life, online } = node.status;
  const error = errors.get(node);
  if (error instanceof Error) return error.message;
  if (life !== 'connected') return life;
  return online ? 'was not told to abort' : 'thinks the server offline';
}
