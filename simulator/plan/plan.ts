import type { NodeFault } from '../faults/fault.ts';
import { nodeNames } from '../fleet/names.ts';
import type { EventRule, FaultRule, FleetFile, NodeGroup, Start } from '../fleet-file/fleet-file.ts';
import { drawNodes } from './draw.ts';
import { type JobSeries, planSeries } from './job-series.ts';
import type { PlannedNode } from './planned-node.ts';

/** An event of the file, and the nodes that it hits. */
export type PlannedEvent = EventRule & { readonly hits: readonly string[] };

/** A fault of the file, and the nodes that it hits. */
export type PlannedFault = FaultRule & Pick<NodeFault, 'hits'>;

/** Everything that a run decides beforehand. */
export interface FleetPlan {
  readonly seed: string | number;
  /** In the order in which they are started. */
  readonly nodes: readonly PlannedNode[];
  readonly series: readonly JobSeries[];
  /** In the order in which they happen. */
  readonly events: readonly PlannedEvent[];
  /** In the order of the file. */
  readonly faults: readonly PlannedFault[];
}

/** Draws names, choices and times. The same file and seed give the same plan, whenever and wherever. */
export function planFleet(file: FleetFile, seed: string | number): FleetPlan {
  const nodes = file.groups
    .flatMap((group) => planGroup(group, seed))
    .sort((a, b) => a.startAtMs - b.startAtMs);
  const events = file.events.map((event, index): PlannedEvent => {
    const hits = 'nodes' in event ? drawNodes(nodes, event.nodes, seed, 'event', index) : [];
    return { ...event, hits: hits.map((node) => node.name) };
  });
  return {
    seed,
    nodes,
    series: file.jobs.map((rule) => planSeries(rule, nodes, seed, file.durationMs)),
    events: events
      .filter((event) => event.atMs < (file.durationMs ?? Number.POSITIVE_INFINITY))
      .sort((a, b) => a.atMs - b.atMs),
    faults: file.faults.map((fault) => {
      const hits = drawNodes(nodes, fault.nodes, seed, 'fault', fault.name);
      return { ...fault, hits: hits.map((node) => node.name) };
    }),
  };
}

function planGroup(group: NodeGroup, seed: string | number): readonly PlannedNode[] {
  const names = nodeNames(group.count, `${seed} ${group.name}`, `${group.name}-`);
  return names.map((name, index) => ({
    name,
    group: group.name,
    behaviours: group.behaviours,
    whitelist: group.whitelist,
    startAtMs: startOf(group.start, index, group.count),
  }));
}

function startOf(start: Start, index: number, count: number): number {
  switch (start.kind) {
    case 'at_once':
      return 0;
    case 'over':
      return Math.round((start.ms * index) / count);
    case 'rate':
      return Math.round((index * 1_000) / start.perSecond);
  }
}
