import { systemClock } from '../../protocol/time/clock.ts';
import { Fleet, type FleetOptions } from '../../simulator/fleet/fleet.ts';
import type { Surroundings } from '../program/command.ts';
import { aborted } from '../program/signals.ts';
import { checkBehaviours } from './check-behaviours.ts';
import { watchFleet } from './watch-fleet.ts';

/** A fleet of so many nodes with drawn names. */
export type SimulatedFleet = FleetOptions & { readonly nodes: number };

/**
 * Brings a fleet up, shows it and keeps it until the signal comes; all of it is stopped when this resolves. Throws
 * `UsageError`, before anything is made, for behaviours that cannot be had.
 */
export async function runFleet({ output, signal }: Surroundings, options: SimulatedFleet): Promise<void> {
  checkBehaviours(options.behaviours ?? [], options.exec?.allowRoot ?? false);
  const fleet = new Fleet(options);
  const watch = watchFleet(fleet, options.nodes, output, systemClock);
  const comingUp = fleet.addAll(options.nodes).then(async () => {
    await fleet.untilOnline();
    watch.online();
  });
  try {
    await Promise.race([comingUp, aborted(signal)]);
    await aborted(signal);
  } finally {
    await watch.stop();
  }
}
