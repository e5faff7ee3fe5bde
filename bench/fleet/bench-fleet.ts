import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { FleetCommands } from './fleet-child.ts';

export type BenchFleet = Child<FleetCommands>;

/** A fleet in a process of its own, without nodes yet. @param nodes so many will come */
export async function startBenchFleet(
  children: Children,
  server: ServerAccess,
  nodes: number,
  prefix = 'node',
): Promise<BenchFleet> {
  const fleet = children.start<FleetCommands>(new URL('./fleet-child.ts', import.meta.url));
  await fleet.ask('prepare', server, nodes, prefix);
  return fleet;
}
