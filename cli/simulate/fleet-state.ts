import type { FleetFigures } from '../../simulator/run/fleet-figures.ts';
import type { Rates } from './rates.ts';
import { nodeErrors, sortedErrors } from './view/node-errors.ts';
import type { ViewFigures } from './view/view-figures.ts';

/** A fleet in figures. */
export interface FleetState {
  readonly wanted: number;
  readonly registered: number;
  readonly online: number;
  /** Jobs that a node was asked to vote on. */
  readonly commits: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Messages of the server that were dropped. */
  readonly refused: number;
}

export function fleetState(
  { registered, inService, counters }: Pick<FleetFigures, 'registered' | 'inService' | 'counters'>,
  wanted: number,
): FleetState {
  const refusals = Object.entries(counters).filter(([name]) => name.startsWith('refused.'));
  return {
    wanted,
    registered,
    online: inService,
    commits: counters['received.commit'] ?? 0,
    succeeded: counters['commands.succeeded'] ?? 0,
    failed: counters['commands.failed'] ?? 0,
    refused: refusals.reduce((sum, [, count]) => sum + count, 0),
  };
}

/** Everything on one line. */
export function progressLine({ wanted, registered, online, ...state }: FleetState): string {
  const refused = state.refused === 0 ? '' : `, ${state.refused} messages refused`;
  return `${registered} of ${wanted} nodes registered, ${online} online; commits ${state.commits}, commands succeeded ${state.succeeded}, failed ${state.failed}${refused}`;
}

/** The same for the view on a terminal. @param seconds since the start */
export function fleetView(
  state: FleetState,
  { places, inRehab, counters, lateMs }: Pick<FleetFigures, 'places' | 'inRehab' | 'counters' | 'lateMs'>,
  seconds: number,
  perSecond: Rates,
  mostLateSeconds: number,
): Omit<ViewFigures, 'notices'> {
  const { wanted, commits, succeeded, failed } = state;
  return {
    title: `${wanted} nodes`,
    seconds,
    wanted,
    nodes: { places, inRehab },
    groups: [],
    perSecond,
    work: { commits, succeeded, failed },
    errors: sortedErrors(nodeErrors(counters)),
    happenings: [],
    thresholds: [],
    machine: { lateSeconds: lateMs / 1_000, mostLateSeconds },
    keys: [],
  };
}
