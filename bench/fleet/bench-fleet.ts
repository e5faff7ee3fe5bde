import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { FleetCommands } from './fleet-child.ts';

/** A fleet in a process of its own, without nodes yet. */
export async function startBenchFleet(
  children: Children,
  server: ServerAccess,
): Promise<Child<FleetCommands>> {
  const fleet = children.start<FleetCommands>(new URL('./fleet-child.ts', import.meta.url));
  await fleet.ask('prepare', server);
  return fleet;
}
