import { type GroupFigures, sumGroups } from './group-figures.ts';
import { NO_PLACES, type NodePlaces, sumPlaces } from './places.ts';

/** A fleet at a moment. Figures of several processes add up. */
export interface FleetFigures {
  /** Nodes whose client the server knows. */
  readonly registered: number;
  /** Nodes that have been available at least once. */
  readonly cameUp: number;
  /** Nodes that are out of rehab and believe the server online. */
  readonly inService: number;
  /** Nodes of those that are connected which believe the server online, and have not got out of rehab. */
  readonly inRehab: number;
  readonly places: NodePlaces;
  /** The same by group, for nodes that are of one. */
  readonly groups: Readonly<Record<string, GroupFigures>>;
  /** The longest that one of the processes came late to what was due, in the last seconds. */
  readonly lateMs: number;
  /** Messages sent, received and refused, commands and failed configs, each by its word: `sent.heartbeat`. */
  readonly counters: Readonly<Record<string, number>>;
}

/** Adds up what several processes have. */
export function sumFigures(parts: readonly FleetFigures[]): FleetFigures {
  const counters: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, count] of Object.entries(part.counters)) counters[name] = (counters[name] ?? 0) + count;
  }
  const sum = (of: (part: FleetFigures) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    registered: sum((part) => part.registered),
    cameUp: sum((part) => part.cameUp),
    inService: sum((part) => part.inService),
    inRehab: sum((part) => part.inRehab),
    places: sumPlaces(parts.map((part) => part.places)),
    lateMs: Math.max(0, ...parts.map((part) => part.lateMs)),
    groups: sumGroups(parts.map((part) => part.groups)),
    counters,
  };
}

/** The figures of nodes whose process is gone. */
export function withAllAway(figures: FleetFigures): FleetFigures {
  const away = (registered: number) => ({
    inService: 0,
    inRehab: 0,
    places: { ...NO_PLACES, away: registered },
  });
  const groups = Object.entries(figures.groups).map(([name, group]) => [
    name,
    { ...group, ...away(group.registered) },
  ]);
  return { ...figures, ...away(figures.registered), groups: Object.fromEntries(groups) };
}
