/** Where nodes can be, each in one place. `available`: out of rehab without a job. `busy`: with one. */
export const CENSUS_STATES = ['away', 'starting', 'connected', 'available', 'busy'] as const;
export type CensusState = (typeof CENSUS_STATES)[number];

/** Nodes by place. */
export type NodePlaces = Readonly<Record<CensusState, number>>;

export const NO_PLACES: NodePlaces = { away: 0, starting: 0, connected: 0, available: 0, busy: 0 };

/** Adds up what several processes or groups have. */
export function sumPlaces(parts: readonly NodePlaces[]): NodePlaces {
  const sums: Record<CensusState, number> = { ...NO_PLACES };
  for (const part of parts) for (const place of CENSUS_STATES) sums[place] += part[place];
  return sums;
}
