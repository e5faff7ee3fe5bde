import type { FleetFigures } from '../run/fleet-figures.ts';
import type { SharedFleet } from './shared-fleet.ts';

/** Resolves when the figures are as wanted, or with the signal. */
export function untilFigures(
  fleet: Pick<SharedFleet, 'figures' | 'on' | 'off'>,
  areWanted: (figures: FleetFigures) => boolean,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || areWanted(fleet.figures)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      fleet.off('changed', look);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const look = () => {
      if (areWanted(fleet.figures)) done();
    };
    fleet.on('changed', look);
    signal.addEventListener('abort', done, { once: true });
  });
}
