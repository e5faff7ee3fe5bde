import { LocalFleet } from './local-fleet.ts';
import type { FleetSettings, SharedFleet } from './shared-fleet.ts';
import { WorkerFleet } from './worker-fleet.ts';

/** A fleet in this process, or shared among so many others where it is more than one. It has no nodes yet. */
export function openFleet(settings: FleetSettings, workers: number, nodes: number): SharedFleet {
  return workers > 1 ? new WorkerFleet(settings, workers, nodes) : new LocalFleet(settings, nodes);
}
