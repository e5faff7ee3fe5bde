import type { CensusState } from '../../simulator/run/places.ts';

/** A fleet that runs, as it tells of itself. */
export interface FleetStatus {
  readonly pid: number;
  /** Of the fleet file; how many nodes, where there is none. */
  readonly fleet: string;
  readonly seed: string | number;
  readonly seconds: number;
  readonly nodes: Readonly<Record<CensusState, number>>;
  /** Nodes that are not sent away: by group, where there are groups. */
  readonly there: number;
  readonly groups: readonly { readonly name: string; readonly there: number; readonly online: number }[];
  /** It is scaled by hand, and the plan's stages wait. */
  readonly scaledByHand: boolean;
  readonly faults: readonly { readonly name: string; readonly about: string; readonly isOn: boolean }[];
}
