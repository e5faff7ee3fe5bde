/** The nodes of one group at a moment. */
export interface GroupFigures {
  /** Nodes whose client the server knows. */
  readonly registered: number;
  /** Nodes that have been available at least once. */
  readonly cameUp: number;
  /** Nodes that are out of rehab and believe the server online. */
  readonly inService: number;
}

export const NO_GROUP_FIGURES: GroupFigures = { registered: 0, cameUp: 0, inService: 0 };

/** Adds up what several processes have, by group. */
export function sumGroups(
  parts: readonly Readonly<Record<string, GroupFigures>>[],
): Readonly<Record<string, GroupFigures>> {
  const groups = new Map<string, GroupFigures>();
  for (const [name, { registered, cameUp, inService }] of parts.flatMap(Object.entries<GroupFigures>)) {
    const before = groups.get(name) ?? NO_GROUP_FIGURES;
    groups.set(name, {
      registered: before.registered + registered,
      cameUp: before.cameUp + cameUp,
      inService: before.inService + inService,
    });
  }
  return Object.fromEntries(groups);
}
