import { NO_PLACES, type NodePlaces, sumPlaces } from './places.ts';

/** The nodes of one group at a moment. */
export interface GroupFigures {
  /** Nodes whose client the server knows. */
  readonly registered: number;
  /** Nodes that have been available at least once. */
  readonly cameUp: number;
  /** Nodes that are out of rehab and believe the server online. */
  readonly inService: number;
  /** Nodes of those that are connected which believe the server online, and have not got out of rehab. */
  readonly inRehab: number;
  readonly places: NodePlaces;
}

export const NO_GROUP_FIGURES: GroupFigures = {
  registered: 0,
  cameUp: 0,
  inService: 0,
  inRehab: 0,
  places: NO_PLACES,
};

/** Adds up what several processes have, by group. */
export function sumGroups(
  parts: readonly Readonly<Record<string, GroupFigures>>[],
): Readonly<Record<string, GroupFigures>> {
  const groups = new Map<string, GroupFigures>();
  for (const [name, part] of parts.flatMap(Object.entries<GroupFigures>)) {
    const before = groups.get(name) ?? NO_GROUP_FIGURES;
    groups.set(name, {
      registered: before.registered + part.registered,
      cameUp: before.cameUp + part.cameUp,
      inService: before.inService + part.inService,
      inRehab: before.inRehab + part.inRehab,
      places: sumPlaces([before.places, part.places]),
    });
  }
  return Object.fromEntries(groups);
}
