import { systemClock } from '../../protocol/time/clock.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import { nodeNames } from '../../simulator/fleet/names.ts';
import { openFleet } from '../../simulator/workers/open-fleet.ts';
import type { FleetSettings } from '../../simulator/workers/shared-fleet.ts';
import { untilFigures } from '../../simulator/workers/until-figures.ts';
import { sayControl } from '../control/say-control.ts';
import { checkTemporary } from '../files/check-writable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { CheckFailed } from '../program/errors.ts';
import { aborted } from '../program/signals.ts';
import { checkBehaviours } from './check-behaviours.ts';
import { checkMachine } from './check-machine.ts';
import { openSteeringKeys, type SteeringKeys } from './keys/steering-keys.ts';
import { steerRun } from './steered-run.ts';
import { watchFleet } from './watch-fleet.ts';

/** A fleet of so many nodes with drawn names, all alike. */
export interface SimulatedFleet extends FleetSettings {
  readonly nodes: number;
  /** Begins each node's name. */
  readonly prefix: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly workers: number | 'auto';
  /** Socket by which the fleet is steered; false for none. */
  readonly control: string | false | undefined;
}

/**
 * Brings a fleet up, shows it and keeps it until the signal comes; all of it is stopped when this resolves. Throws
 * `UsageError`, before anything is made, for behaviours or a machine with which it cannot be done, and `CheckFailed`
 * where nodes were lost.
 */
export async function runFleet(surroundings: Surroundings, options: SimulatedFleet): Promise<void> {
  const { output, signal } = surroundings;
  const { nodes, prefix, behaviours, workers: most, control: asked, ...settings } = options;
  checkBehaviours(behaviours, settings.allowRoot);
  // where the files of jobs are kept
  if (behaviours.includes('exec')) checkTemporary();
  const workers = checkMachine({ nodes, workers: most, hasServer: false });
  const control = await sayControl(asked, surroundings);
  const fleet = openFleet({ ...settings, mayGrow: control !== undefined }, workers, nodes);
  const lost = new Promise<never>((_, reject) => {
    fleet.once('failed', (error) => reject(new CheckFailed(sentence(error.message), { cause: error })));
  });
  let keys: SteeringKeys | undefined;
  const watch = watchFleet(
    fleet,
    { wanted: nodes, seed: settings.seed, keys: () => keys?.shown() ?? [] },
    output,
    systemClock,
  );
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { once: true });
  const group = { name: '', count: nodes, behaviours, whitelist: undefined };
  const planned = nodeNames(nodes, settings.seed, prefix).map((name) => ({
    ...{ name, group: '', behaviours, whitelist: undefined, startAtMs: 0 },
  }));
  const steered = steerRun({
    ...{ fleet, seed: settings.seed, clock: systemClock, workers, hasServer: false, faults: [] },
    ...{ name: `of ${nodes} nodes`, nodes: planned, groups: [group], prefix: () => prefix },
    mayExec: behaviours.includes('exec'),
    listener: { faultChanged: (fault, isOn) => watch.faultChanged(fault.name, isOn) },
    done: (order, said) => watch.byHand(order, said),
  });
  control?.answerFor(steered.controlled);
  if (output.stdout.canRedraw && !output.json)
    keys = openSteeringKeys({
      ...{ fleet: steered.controlled, changed: watch.keysChanged, notice: watch.notice },
      ...{ input: process.stdin, host: process },
    });
  const comingUp = steered.nodes.comePlanned(planned).then(async () => {
    await untilFigures(
      fleet,
      ({ inService }) => inService >= Math.min(nodes, steered.nodes.there().length),
      over.signal,
    );
    if (!over.signal.aborted) watch.online();
  });
  try {
    await Promise.race([comingUp, lost, aborted(over.signal)]);
    await Promise.race([lost, aborted(over.signal)]);
  } finally {
    end();
    comingUp.catch(() => undefined); // it has rejected above, or is of no interest any more
    keys?.end();
    steered.faults.stop();
    await control?.close();
    await watch.stop();
  }
}
