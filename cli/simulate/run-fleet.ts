import { systemClock } from '../../protocol/time/clock.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import { nodeNames } from '../../simulator/fleet/names.ts';
import { openFleet } from '../../simulator/workers/open-fleet.ts';
import type { FleetSettings } from '../../simulator/workers/shared-fleet.ts';
import { untilFigures } from '../../simulator/workers/until-figures.ts';
import { checkTemporary } from '../files/check-writable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { CheckFailed } from '../program/errors.ts';
import { aborted } from '../program/signals.ts';
import { checkBehaviours } from './check-behaviours.ts';
import { checkMachine } from './check-machine.ts';
import { watchFleet } from './watch-fleet.ts';

/** A fleet of so many nodes with drawn names, all alike. */
export interface SimulatedFleet extends FleetSettings {
  readonly nodes: number;
  /** Begins each node's name. */
  readonly prefix: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly workers: number | 'auto';
}

/**
 * Brings a fleet up, shows it and keeps it until the signal comes; all of it is stopped when this resolves. Throws
 * `UsageError`, before anything is made, for behaviours or a machine with which it cannot be done, and `CheckFailed`
 * where nodes were lost.
 */
export async function runFleet({ output, signal }: Surroundings, options: SimulatedFleet): Promise<void> {
  const { nodes, prefix, behaviours, workers, ...settings } = options;
  checkBehaviours(behaviours, settings.allowRoot);
  // where the files of jobs are kept
  if (behaviours.includes('exec')) checkTemporary();
  const fleet = openFleet(settings, checkMachine({ nodes, workers, hasServer: false }), nodes);
  const lost = new Promise<never>((_, reject) => {
    fleet.once('failed', (error) => reject(new CheckFailed(sentence(error.message), { cause: error })));
  });
  const watch = watchFleet(fleet, { wanted: nodes, seed: settings.seed }, output, systemClock);
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { once: true });
  const orders = nodeNames(nodes, settings.seed, prefix).map((name) => ({ name, behaviours }));
  const comingUp = fleet.add(orders).then(async () => {
    await untilFigures(fleet, ({ inService }) => inService === nodes, over.signal);
    if (!over.signal.aborted) watch.online();
  });
  try {
    await Promise.race([comingUp, lost, aborted(over.signal)]);
    await Promise.race([lost, aborted(over.signal)]);
  } finally {
    end();
    comingUp.catch(() => undefined); // it has rejected above, or is of no interest any more
    await watch.stop();
  }
}
