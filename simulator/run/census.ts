import type { FleetEvents } from '../fleet/fleet-events.ts';
import { isInRehab, isInService, type NodeStatus } from '../node/status.ts';
import type { GroupFigures } from './group-figures.ts';
import { type CensusState, NO_PLACES, type NodePlaces } from './places.ts';

/** The figures of a group while they are counted. */
interface CountedGroup extends Record<Exclude<keyof GroupFigures, 'places'>, number> {
  readonly places: Record<CensusState, number>;
}

/** Nodes by place. A change costs the same however many nodes there are. */
export class Census {
  readonly #counts: Record<CensusState, number> = { ...NO_PLACES };
  readonly #cameUp = new Set<string>();
  readonly #groups = new Map<string, CountedGroup>();
  readonly #groupOf: (node: string) => string | undefined;
  #registered = 0;
  #inRehab = 0;

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
      if (group === undefined) return;
      group.registered += 1;
      group.places.away += 1;
    });
    events.on('status', (node, status, before) => {
      const [from, to] = [censusStateOf(before), censusStateOf(status)];
      const intoRehab = Number(isInRehab(status)) - Number(isInRehab(before));
      this.#counts[from] -= 1;
      this.#counts[to] += 1;
      this.#inRehab += intoRehab;
      const group = this.#group(node.name);
      if (group !== undefined) {
        group.places[from] -= 1;
        group.places[to] += 1;
        group.inRehab += intoRehab;
        group.inService += Number(isInService(status)) - Number(isInService(before));
      }
      if (!isInService(status) || this.#cameUp.has(node.name)) return;
      this.#cameUp.add(node.name);
      if (group !== undefined) group.cameUp += 1;
    });
  }

  #group(node: string): CountedGroup | undefined {
    const name = this.#groupOf(node);
    if (name === undefined) return undefined;
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const made = { registered: 0, cameUp: 0, inService: 0, inRehab: 0, places: { ...NO_PLACES } };
    this.#groups.set(name, made);
    return made;
  }

  get groups(): Readonly<Record<string, GroupFigures>> {
    return Object.fromEntries(
      [...this.#groups].map(([name, { places, ...figures }]) => [
        name,
        { ...figures, places: { ...places } },
      ]),
    );
  }

  get counts(): NodePlaces {
    return { ...this.#counts };
  }

  /** Nodes that believe the server online, and have not got out of rehab. */
  get inRehab(): number {
    return this.#inRehab;
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
