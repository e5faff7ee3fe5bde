import type { FleetEvents } from '../fleet/fleet-events.ts';
import { isInService, type NodeStatus } from '../node/status.ts';

/** Where nodes can be, each in one place. `available`: out of rehab without a job. `busy`: with one. */
export const CENSUS_STATES = ['away', 'starting', 'connected', 'available', 'busy'] as const;
export type CensusState = (typeof CENSUS_STATES)[number];

/** Nodes by place. A change costs the same however many nodes there are. */
export class Census {
  readonly #counts: Record<CensusState, number> = {
    away: 0,
    starting: 0,
    connected: 0,
    available: 0,
    busy: 0,
  };
  readonly #cameUp = new Set<string>();
  #registered = 0;

  /** Counts from now on; the fleet must not have nodes yet. */
  watch(events: FleetEvents): void {
    events.on('registered', () => {
      this.#registered += 1;
      this.#counts.away += 1;
    });
    events.on('status', (node, status, before) => {
      this.#counts[censusStateOf(before)] -= 1;
      this.#counts[censusStateOf(status)] += 1;
      if (isInService(status)) this.#cameUp.add(node.name);
    });
  }

  get counts(): Readonly<Record<CensusState, number>> {
    return { ...this.#counts };
  }

  get registered(): number {
    return this.#registered;
  }

  /** Nodes that have been available at least once. */
  get cameUp(): number {
    return this.#cameUp.size;
  }
}

function censusStateOf(status: NodeStatus): CensusState {
  if (status.life !== 'connected') return status.life;
  if (!isInService(status)) return 'connected';
  return status.job === 'idle' ? 'available' : 'busy';
}
