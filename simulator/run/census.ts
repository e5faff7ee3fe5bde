import type { FleetEvents } from '../fleet/fleet-events.ts';
import { isInService, type NodeStatus } from '../node/status.ts';
import { type GroupFigures, NO_GROUP_FIGURES } from './group-figures.ts';

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
  readonly #groups = new Map<string, Record<keyof GroupFigures, number>>();
  readonly #groupOf: (node: string) => string | undefined;
  #registered = 0;

  /** @param groupOf the group of a node, where it is of one */
  constructor(groupOf: (node: string) => string | undefined = () => undefined) {
    this.#groupOf = groupOf;
  }

  /** Counts from now on; the fleet must not have nodes yet. */
  watch(events: FleetEvents): void {
    events.on('registered', ({ name }) => {
      this.#registered += 1;
      this.#counts.away += 1;
      const group = this.#group(name);
      if (group !== undefined) group.registered += 1;
    });
    events.on('status', (node, status, before) => {
      this.#counts[censusStateOf(before)] -= 1;
      this.#counts[censusStateOf(status)] += 1;
      const group = this.#group(node.name);
      if (group !== undefined) group.inService += Number(isInService(status)) - Number(isInService(before));
      if (!isInService(status) || this.#cameUp.has(node.name)) return;
      this.#cameUp.add(node.name);
      if (group !== undefined) group.cameUp += 1;
    });
  }

  #group(node: string): Record<keyof GroupFigures, number> | undefined {
    const name = this.#groupOf(node);
    if (name === undefined) return undefined;
    const known = this.#groups.get(name) ?? { ...NO_GROUP_FIGURES };
    this.#groups.set(name, known);
    return known;
  }

  get groups(): Readonly<Record<string, GroupFigures>> {
    return Object.fromEntries([...this.#groups].map(([name, figures]) => [name, { ...figures }]));
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
