import type { NodeFault } from '../faults/fault.ts';
import { nodeNames } from '../fleet/names.ts';
import type { EventRule, FaultRule, FleetFile, NodeGroup, Start } from '../fleet-file/fleet-file.ts';
import type { Stage } from '../fleet-file/stage.ts';
import { drawNodes } from './draw.ts';
import { type JobSeries, planSeries } from './job-series.ts';
import type { PlannedNode } from './planned-node.ts';
import { type Leaving, leavingsOf, presences } from './presence.ts';

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
  /** Nodes that leave, in the order in which they do. */
  readonly leavings: readonly Leaving[];
  /** In the order in which they happen. */
  readonly events: readonly PlannedEvent[];
  /** In the order of the file. */
  readonly faults: readonly PlannedFault[];
}

/** Draws names, choices and times. The same file and seed give the same plan, whenever and wherever. */
export function planFleet(file: FleetFile, seed: string | number): FleetPlan {
  const nodes = (
    file.stages === undefined ? planGroups(file, seed) : planStages(file.stages, planGroups(file, seed))
  ).toSorted((a, b) => a.startAtMs - b.startAtMs);
  const events = file.events.map((event, index): PlannedEvent => {
    const hits = 'nodes' in event ? drawNodes(nodes, event.nodes, seed, 'event', index) : [];
    return { ...event, hits: hits.map((node) => node.name) };
  });
  return {
    seed,
    nodes,
    leavings: nodes
      .flatMap(({ name, presence = [] }) => leavingsOf(name, presence))
      .toSorted((a, b) => a.atMs - b.atMs),
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

function planGroups(file: FleetFile, seed: string | number): readonly PlannedNode[] {
  return file.groups.flatMap((group) => planGroup(group, seed));
}

/** The nodes in the order of coming, mixed so that each group has its share at any time. */
function planStages(stages: readonly Stage[], nodes: readonly PlannedNode[]): readonly PlannedNode[] {
  const sizes = new Map<string, number>();
  for (const { group } of nodes) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const seen = new Map<string, number>();
  const inOrder = nodes
    .map((node) => {
      const index = seen.get(node.group) ?? 0;
      seen.set(node.group, index + 1);
      return { node, share: (index + 0.5) / (sizes.get(node.group) ?? 1) };
    })
    .toSorted((a, b) => a.share - b.share);
  const all = presences(stages, inOrder.length);
  return inOrder.map(({ node }, index) => {
    const presence = all[index] ?? [];
    return { ...node, presence, startAtMs: presence[0]?.fromMs ?? 0 };
  });
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
